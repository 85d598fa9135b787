package dev.sheaf.local.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What every deployment of Sheaf must keep to. Each rule gives the problems that it finds. */
final class DeploymentRules {
  /** Those that Lambda lets one create and that SnapStart knows. */
  private static final Set<String> RUNTIMES = Set.of("java21", "java25");

  private static final int SNAP_START_MEGABYTES = 512;

  /** Read by the JVM and by the SDK. */
  private static final Set<String> NOT_OURS = Set.of("JAVA_TOOL_OPTIONS", "AWS_ENDPOINT_URL");

  private final DeployedTemplate deployment;
  private final Template model;

  DeploymentRules(DeployedTemplate deployment) {
    this.deployment = deployment;
    this.model = deployment.model();
  }

  /** A message stays away until the function that has it must have ended. */
  List<String> visibility() {
    return eachQueueEvent(
        (function, event, problems) -> {
          Queue queue = model.queueOf(event.queueArn());
          int factor = queue.kind() == Queue.Kind.FIFO ? 2 : 6;
          if (queue.visibilityTimeout().compareTo(function.timeout().multipliedBy(factor)) < 0) {
            problems.accept(
                "%s shows messages again after %s, less than %d times the %s of %s"
                    .formatted(
                        queue.id(),
                        queue.visibilityTimeout(),
                        factor,
                        function.timeout(),
                        function.id()));
          }
        });
  }

  /** One bad message does not bring its neighbours back. */
  List<String> failureReports() {
    return eachQueueEvent(
        (function, event, problems) -> {
          if (event.failureReport() != EventSource.QueueMessages.FailureReport.BATCH_ITEMS) {
            problems.accept(function.id() + " does not report which messages failed");
          }
        });
  }

  /** Poison goes, late enough, to a dead letter queue of the same kind that keeps it longer. */
  List<String> deadLetters() {
    return eachQueueEvent(
        (function, event, problems) -> deadLetters(model.queueOf(event.queueArn()), problems));
  }

  private boolean isDeadLetterQueue(Queue queue) {
    return model.queues().stream()
        .flatMap(other -> other.redrive().stream())
        .anyMatch(redrive -> redrive.deadLetterArn().equals(queue.arn()));
  }

  private void deadLetters(Queue queue, Consumer<String> problems) {
    if (queue.redrive().isEmpty()) {
      if (!isDeadLetterQueue(queue)) { // There, what cannot be judged stays, and an alarm rings.
        problems.accept(queue.id() + " has no dead letter queue");
      }
      return;
    }
    Queue.Redrive redrive = queue.redrive().get();
    if (redrive.maxReceiveCount() < 5) {
      problems.accept("%s gives up after %d".formatted(queue.id(), redrive.maxReceiveCount()));
    }
    Optional<Queue> found =
        model.queues().stream().filter(q -> q.arn().equals(redrive.deadLetterArn())).findFirst();
    if (found.isEmpty()) {
      problems.accept("%s gives up to %s, which is not here".formatted(queue.id(), redrive));
      return;
    }
    Queue dead = found.get();
    if (dead.kind() != queue.kind()) {
      problems.accept(
          "%s is %s, %s is %s".formatted(queue.id(), queue.kind(), dead.id(), dead.kind()));
    }
    if (dead.retention().compareTo(queue.retention()) <= 0) {
      problems.accept(dead.id() + " keeps messages no longer than " + queue.id());
    }
    Section allow =
        deployment.computed(
            deployment.resources().get(dead.id()).at("Properties").at("RedriveAllowPolicy"));
    List<String> sources = allow.at("sourceQueueArns").items().stream().map(Section::text).toList();
    if (!sources.equals(List.of(queue.arn()))) {
      problems.accept(
          "%s takes letters of %s, not of %s".formatted(dead.id(), sources, queue.id()));
    }
  }

  /** An event that failed for good is kept. */
  List<String> failedEvents() {
    List<String> problems = new ArrayList<>();
    for (LambdaFunction function : model.functions()) {
      boolean asynchronous =
          function.events().stream()
              .anyMatch(event -> !(event instanceof EventSource.QueueMessages));
      Optional<Queue> destination =
          model.queues().stream()
              .filter(queue -> function.failureDestinationArn().equals(Optional.of(queue.arn())))
              .findFirst();
      if (asynchronous && destination.map(Queue::kind).orElse(null) != Queue.Kind.STANDARD) {
        problems.add(function.id() + " keeps failed events in no standard queue");
      }
    }
    return problems;
  }

  /** Each function gets the variables that its handler reads, and no other. */
  List<String> variables() {
    List<String> problems = new ArrayList<>();
    for (LambdaFunction function : model.functions()) {
      Set<String> set =
          function.rawEnvironment().keySet().stream()
              .filter(name -> !NOT_OURS.contains(name))
              .collect(Collectors.toCollection(TreeSet::new));
      try {
        Set<String> read = variablesRead(Class.forName(function.handlerClass()));
        if (!set.equals(read)) {
          problems.add("%s is given %s and reads %s".formatted(function.id(), set, read));
        }
      } catch (ReflectiveOperationException e) {
        problems.add("%s: no variables declared: %s".formatted(function.id(), e));
      }
    }
    return problems;
  }

  /** {@code public static final Set<Setting> READS} of a handler. */
  private static Set<String> variablesRead(Class<?> handler) throws ReflectiveOperationException {
    Set<String> variables = new TreeSet<>();
    for (Object setting : (Set<?>) handler.getField("READS").get(null)) {
      variables.add((String) setting.getClass().getMethod("variable").invoke(setting));
    }
    return variables;
  }

  /** A runtime that lives, and what SnapStart and its versions ask for. */
  List<String> runtime() {
    List<String> problems = new ArrayList<>();
    for (String function : deployment.functions()) {
      String runtime = deployment.property(function, "Runtime").text();
      if (!RUNTIMES.contains(runtime)) {
        problems.add("%s runs on %s".formatted(function, runtime));
      }
      if (deployment.property(function, "EphemeralStorage").at("Size").number(SNAP_START_MEGABYTES)
          > SNAP_START_MEGABYTES) {
        problems.add(function + " has more scratch space than SnapStart allows");
      }
      if (!deployment.property(function, "SnapStart").at("ApplyOn").present()
          || !deployment.property(function, "AutoPublishAlias").present()
          || !deployment.property(function, "AutoPublishAliasAllProperties").truth()) {
        problems.add(function + " does not publish a version of every change");
      }
    }
    deployment
        .resources("AWS::Serverless::LayerVersion")
        .forEach(
            (id, layer) -> {
              if (!layer.at("Properties").at("PublishLambdaVersion").truth()) {
                problems.add("a change of %s alone is never deployed".formatted(id));
              }
            });
    return problems;
  }

  /** Buckets are private, encrypted, and let nothing expire; the landing bucket keeps versions. */
  List<String> buckets() {
    List<String> problems = new ArrayList<>();
    BiConsumer<String, Section> check =
        (id, bucket) -> {
          Section properties = bucket.at("Properties");
          Map<String, Section> access = properties.at("PublicAccessBlockConfiguration").entries();
          if (access.size() != 4 || !access.values().stream().allMatch(Section::truth)) {
            problems.add(id + " is not closed to the public");
          }
          if (!properties.at("BucketEncryption").present()) {
            problems.add(id + " is not encrypted");
          }
          for (Section rule : properties.at("LifecycleConfiguration").at("Rules").items()) {
            if (rule.map().keySet().stream().anyMatch(key -> key.contains("Expiration"))) {
              problems.add(id + " lets objects expire");
            }
          }
          if (!bucket.at("DeletionPolicy").optionalText().orElse("").startsWith("Retain")) {
            problems.add(id + " goes with its stack");
          }
        };
    deployment.resources("AWS::S3::Bucket").forEach(check);
    model.buckets().stream()
        .filter(bucket -> bucket.id().equals("LandingBucket"))
        .filter(bucket -> bucket.versioning() != Bucket.Versioning.ENABLED)
        .forEach(bucket -> problems.add(bucket.id() + " keeps no versions"));
    return problems;
  }

  /** Nothing waits for itself. */
  List<String> circles() {
    List<String> circle = new ReferenceGraph(deployment).circle();
    return circle.isEmpty() ? List.of() : List.of(String.join(" -> ", circle));
  }

  private interface QueueEventRule {
    void check(LambdaFunction function, EventSource.QueueMessages event, Consumer<String> problems);
  }

  private List<String> eachQueueEvent(QueueEventRule rule) {
    List<String> problems = new ArrayList<>();
    for (LambdaFunction function : model.functions()) {
      function
          .events(EventSource.QueueMessages.class)
          .forEach(event -> rule.check(function, event, problems::add));
    }
    return problems;
  }
}
