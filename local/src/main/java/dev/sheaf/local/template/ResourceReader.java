package dev.sheaf.local.template;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the resources that are run locally; of the others only the names matter. */
final class ResourceReader {
  /** What SQS takes where the template says nothing. */
  private static final Duration VISIBILITY = Duration.ofSeconds(30);

  private static final Duration RETENTION = Duration.ofDays(4);

  private final Section root;
  private final Map<String, Section> resources;
  private final Names names;
  private final Evaluator evaluator;
  private final FunctionReader functionReader;

  ResourceReader(Map<String, Object> template, Names names, Evaluator evaluator) {
    this.root = new Section("template", template);
    this.resources = root.at("Resources").entries();
    this.names = names;
    this.evaluator = evaluator;
    this.functionReader = new FunctionReader(root.at("Globals").at("Function"), names, evaluator);
  }

  List<Bucket> buckets() {
    return ofType("AWS::S3::Bucket").map(this::bucket).toList();
  }

  List<Queue> queues() {
    return ofType("AWS::SQS::Queue").map(this::queue).toList();
  }

  List<Table> tables() {
    return ofType("AWS::DynamoDB::Table").map(this::table).toList();
  }

  List<LambdaFunction> functions() {
    return ofType("AWS::Serverless::Function")
        .map(id -> functionReader.function(id, properties(id)))
        .toList();
  }

  private Stream<String> ofType(String type) {
    return resources.entrySet().stream()
        .filter(resource -> resource.getValue().at("Type").text().equals(type))
        .filter(resource -> wanted(resource.getValue()))
        .map(Map.Entry::getKey);
  }

  private boolean wanted(Section resource) {
    return resource.at("Condition").optionalText().map(evaluator::condition).orElse(true);
  }

  /** A property with everything in it computed. */
  private Section property(String id, String name) {
    Section raw = properties(id).at(name);
    return raw.value() == null ? raw : new Section(raw.place(), evaluator.value(raw.value()));
  }

  private Section properties(String id) {
    return root.at("Resources").at(id).at("Properties");
  }

  private Bucket bucket(String id) {
    boolean versioned =
        property(id, "VersioningConfiguration")
            .at("Status")
            .optionalText()
            .filter("Enabled"::equals)
            .isPresent();
    return new Bucket(
        id,
        names.attribute(id, Names.REF),
        versioned ? Bucket.Versioning.ENABLED : Bucket.Versioning.OFF);
  }

  private Queue queue(String id) {
    Section redrive = property(id, "RedrivePolicy");
    return new Queue(
        id,
        names.attribute(id, "QueueName"),
        names.attribute(id, "Arn"),
        property(id, "FifoQueue").truth() ? Queue.Kind.FIFO : Queue.Kind.STANDARD,
        property(id, "VisibilityTimeout").seconds(VISIBILITY),
        property(id, "MessageRetentionPeriod").seconds(RETENTION),
        property(id, "ContentBasedDeduplication").truth()
            ? Queue.Deduplication.BY_CONTENT
            : Queue.Deduplication.BY_ID,
        redrive.present()
            ? Optional.of(
                new Queue.Redrive(
                    redrive.at("deadLetterTargetArn").text(),
                    redrive.at("maxReceiveCount").number()))
            : Optional.empty());
  }

  private Table table(String id) {
    Map<String, String> types = new LinkedHashMap<>();
    for (Section attribute : property(id, "AttributeDefinitions").items()) {
      types.put(attribute.at("AttributeName").text(), attribute.at("AttributeType").text());
    }
    List<Table.Index> indexes = new ArrayList<>();
    for (Section index : property(id, "GlobalSecondaryIndexes").items()) {
      indexes.add(
          new Table.Index(
              index.at("IndexName").text(),
              key(index.at("KeySchema")),
              index.at("Projection").at("ProjectionType").text()));
    }
    return new Table(
        id, names.attribute(id, Names.REF), key(property(id, "KeySchema")), types, indexes);
  }

  private static Table.Key key(Section schema) {
    Optional<String> hash = Optional.empty();
    Optional<String> range = Optional.empty();
    for (Section element : schema.items()) {
      Optional<String> attribute = Optional.of(element.at("AttributeName").text());
      if (element.at("KeyType").text().equals("HASH")) {
        hash = attribute;
      } else {
        range = attribute;
      }
    }
    return new Table.Key(
        hash.orElseThrow(() -> new TemplateException(schema.place() + " has no hash key")), range);
  }
}
