package dev.sheaf.local.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a function may be allowed to do. Each rule gives the problems that it finds. */
final class PolicyRules {
  private static final Set<String> OBJECT_READS = Set.of("s3:GetObject", "s3:GetObjectVersion");
  private static final Set<String> OBJECT_ACTIONS = with(OBJECT_READS, "s3:PutObject");
  private static final Set<String> TABLE_ACTIONS =
      Set.of(
          "dynamodb:GetItem",
          "dynamodb:Query",
          "dynamodb:PutItem",
          "dynamodb:UpdateItem",
          "dynamodb:ConditionCheckItem");

  private final DeployedTemplate deployment;

  PolicyRules(DeployedTemplate deployment) {
    this.deployment = deployment;
  }

  /** Every statement allows listed actions on resources of this template, and only fitting ones. */
  List<String> tooWide() {
    List<String> problems = new ArrayList<>();
    for (String function : deployment.functions()) {
      for (Section policy : deployment.property(function, "Policies").items()) {
        if (!(policy.value() instanceof Map<?, ?> map) || !map.containsKey("Statement")) {
          problems.add("%s has the ready-made policy %s".formatted(function, policy.value()));
          continue;
        }
        policy.at("Statement").items().stream()
            .flatMap(this::tooWide)
            .forEach(problem -> problems.add(function + " " + problem));
      }
    }
    return problems;
  }

  private Stream<String> tooWide(Section statement) {
    if (!statement.at("Effect").text().equals("Allow")) {
      return Stream.of("does not allow: " + statement.value());
    }
    return texts(statement.at("Resource")).stream()
        .flatMap(
            resource ->
                texts(statement.at("Action")).stream()
                    .filter(action -> !allowed(resource).contains(action))
                    .map(action -> "may do %s on %s".formatted(action, resource)));
  }

  /** The actions that make sense on a resource; none on one that the template does not have. */
  private Set<String> allowed(String arn) {
    for (Bucket bucket : deployment.model().buckets()) {
      String bucketArn = "arn:aws:s3:::" + bucket.name();
      if (arn.equals(bucketArn)) {
        return bucket.id().equals("LandingBucket")
            ? Set.of("s3:ListBucket", "s3:ListBucketVersions")
            : Set.of("s3:ListBucket");
      }
      if (arn.startsWith(bucketArn + "/")) {
        return allowed(bucket, arn.substring(bucketArn.length() + 1));
      }
    }
    for (Table table : deployment.model().tables()) {
      String tableArn = deployment.model().stack().arn("dynamodb", "table/" + table.name());
      if (arn.equals(tableArn)) {
        return TABLE_ACTIONS;
      }
      if (table.indexes().stream().anyMatch(i -> arn.equals(tableArn + "/index/" + i.name()))) {
        return Set.of("dynamodb:Query");
      }
    }
    if (deployment.model().queues().stream().anyMatch(queue -> queue.arn().equals(arn))) {
      return Set.of("sqs:SendMessage", "sqs:GetQueueAttributes");
    }
    return arn.equals(deployment.model().stack().arn("events", "event-bus/default"))
        ? Set.of("events:PutEvents")
        : Set.of();
  }

  /** Landing objects are read only; the lake is written by prefix. */
  private static Set<String> allowed(Bucket bucket, String keys) {
    if (bucket.id().equals("LandingBucket")) {
      return keys.equals("*") ? OBJECT_READS : Set.of();
    }
    return switch (keys) {
      case "definitions/*", "log/*" -> OBJECT_ACTIONS;
      case "runs/*", "tables/*" -> with(OBJECT_ACTIONS, "s3:DeleteObject");
      case "snapshots/*" -> with(OBJECT_READS, "s3:DeleteObject"); // Of earlier versions.
      default -> Set.of();
    };
  }

  /** A function may send to exactly the queues whose URLs it is given. */
  List<String> otherQueues() {
    List<String> problems = new ArrayList<>();
    for (LambdaFunction function : deployment.model().functions()) {
      Set<String> urls = Set.copyOf(deployment.environment(function).values());
      Set<String> given =
          deployment.model().queues().stream()
              .filter(queue -> urls.contains(DeployedTemplate.url(queue)))
              .map(Queue::arn)
              .collect(Collectors.toCollection(TreeSet::new));
      Set<String> allowed =
          deployment.property(function.id(), "Policies").items().stream()
              .flatMap(policy -> policy.at("Statement").items().stream())
              .filter(statement -> texts(statement.at("Action")).contains("sqs:SendMessage"))
              .flatMap(statement -> texts(statement.at("Resource")).stream())
              .collect(Collectors.toCollection(TreeSet::new));
      if (!given.equals(allowed)) {
        problems.add(
            "%s is given the queues %s and may send to %s"
                .formatted(function.id(), given, allowed));
      }
    }
    return problems;
  }

  private static List<String> texts(Section oneOrMore) {
    return oneOrMore.value() instanceof List<?>
        ? oneOrMore.items().stream().map(Section::text).toList()
        : List.of(oneOrMore.text());
  }

  private static Set<String> with(Set<String> some, String another) {
    return Stream.concat(some.stream(), Stream.of(another)).collect(Collectors.toSet());
  }
}
