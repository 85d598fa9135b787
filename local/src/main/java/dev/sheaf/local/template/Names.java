package dev.sheaf.local.template;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What {@code !Ref} and {@code !GetAtt} give: parameters and the attributes of the resources. */
final class Names {
  /** The attribute under which the value of {@code !Ref} is kept. */
  static final String REF = "Ref";

  private final Stack stack;
  private final Map<String, String> defaults;
  private final Map<String, Map<String, String>> resources;

  private Names(
      Stack stack, Map<String, String> defaults, Map<String, Map<String, String>> resources) {
    this.stack = stack;
    this.defaults = defaults;
    this.resources = resources;
  }

  /** The names of a template: those of resources are computed from its parameters alone. */
  static Names of(Map<String, Object> template, Stack stack) {
    Section root = new Section("template", template);
    Map<String, String> defaults = new LinkedHashMap<>();
    Map<String, Section> declared = root.at("Parameters").entries();
    declared.forEach(
        (name, parameter) ->
            parameter.at("Default").optionalText().ifPresent(value -> defaults.put(name, value)));
    for (String given : stack.parameters().keySet()) {
      if (!declared.containsKey(given)) {
        throw new TemplateException("the template has no parameter " + given);
      }
    }
    Evaluator parametersOnly =
        new Evaluator(new Names(stack, defaults, Map.of()), root.at("Conditions").map());
    Map<String, Map<String, String>> resources = new LinkedHashMap<>();
    root.at("Resources")
        .entries()
        .forEach(
            (id, resource) -> resources.put(id, attributes(id, resource, parametersOnly, stack)));
    return new Names(stack, defaults, resources);
  }

  /** The same with the URLs of the queues, by logical id. */
  Names withQueueUrls(Map<String, String> urls) {
    Map<String, Map<String, String>> more = new LinkedHashMap<>(resources);
    urls.forEach(
        (id, url) -> {
          Map<String, String> attributes = new LinkedHashMap<>(more.getOrDefault(id, Map.of()));
          attributes.put(REF, url);
          attributes.put("QueueUrl", url);
          more.put(id, attributes);
        });
    return new Names(stack, defaults, more);
  }

  /** The value of {@code !Ref name}. */
  String ref(String name) {
    String value = stack.value(name);
    if (value == null) {
      value = defaults.get(name);
    }
    return value != null ? value : attribute(name, REF);
  }

  /** The value of {@code !GetAtt logicalId.attribute}. */
  String attribute(String logicalId, String attribute) {
    Map<String, String> attributes = resources.get(logicalId);
    String value = attributes == null ? null : attributes.get(attribute);
    if (value == null) {
      throw new TemplateException("%s.%s is not known here".formatted(logicalId, attribute));
    }
    return value;
  }

  private static Map<String, String> attributes(
      String id, Section resource, Evaluator evaluator, Stack stack) {
    Section properties = resource.at("Properties");
    return switch (resource.at("Type").text()) {
      case "AWS::S3::Bucket" -> {
        String name =
            name(properties.at("BucketName"), evaluator, stack, id).toLowerCase(Locale.ROOT);
        yield Map.of(REF, name, "Arn", "arn:%s:s3:::%s".formatted(stack.partition(), name));
      }
      case "AWS::SQS::Queue" -> {
        String suffix = properties.at("FifoQueue").truth() ? ".fifo" : "";
        String name = name(properties.at("QueueName"), evaluator, stack, id + suffix);
        yield Map.of("QueueName", name, "Arn", stack.arn("sqs", name));
      }
      case "AWS::DynamoDB::Table" -> {
        String name = name(properties.at("TableName"), evaluator, stack, id);
        yield Map.of(REF, name, "Arn", stack.arn("dynamodb", "table/" + name));
      }
      case "AWS::Serverless::Function" -> {
        String name = name(properties.at("FunctionName"), evaluator, stack, id);
        yield Map.of(REF, name, "Arn", stack.arn("lambda", "function:" + name));
      }
      default -> Map.of(REF, id);
    };
  }

  /** As written, or as CloudFormation makes one up, without its random end. */
  private static String name(Section written, Evaluator evaluator, Stack stack, String otherwise) {
    Object raw = written.value();
    return raw == null ? stack.name() + "-" + otherwise : String.valueOf(evaluator.value(raw));
  }
}
