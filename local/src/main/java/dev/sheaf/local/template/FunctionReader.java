package dev.sheaf.local.template;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads functions and their events, with the globals they inherit. */
final class FunctionReader {
  /** What Lambda takes where the template says nothing. */
  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  private static final int MEMORY_MEGABYTES = 128;
  private static final int ASYNC_RETRIES = 2;
  private static final int BATCH_SIZE = 10;
  private static final Pattern RATE = Pattern.compile("rate\\((\\d+) (minute|hour|day)s?\\)");

  private final Section globals;
  private final Names names;
  private final Evaluator evaluator;

  FunctionReader(Section globals, Names names, Evaluator evaluator) {
    this.globals = globals;
    this.names = names;
    this.evaluator = evaluator;
  }

  LambdaFunction function(String id, Section properties) {
    return new LambdaFunction(
        id,
        names.attribute(id, Names.REF),
        handlerClass(inherited(properties, "Handler").text()),
        inherited(properties, "Timeout").seconds(TIMEOUT),
        inherited(properties, "MemorySize").number(MEMORY_MEGABYTES),
        computed(properties.at("EventInvokeConfig").at("MaximumRetryAttempts"))
            .number(ASYNC_RETRIES),
        computed(
                properties
                    .at("EventInvokeConfig")
                    .at("DestinationConfig")
                    .at("OnFailure")
                    .at("Destination"))
            .optionalText(),
        environment(properties),
        events(properties.at("Events")));
  }

  private static String handlerClass(String handler) {
    int method = handler.indexOf("::");
    return method < 0 ? handler : handler.substring(0, method);
  }

  private Section inherited(Section properties, String name) {
    Section own = properties.at(name);
    return computed(own.present() ? own : globals.at(name));
  }

  private Section computed(Section raw) {
    return raw.value() == null ? raw : new Section(raw.place(), evaluator.value(raw.value()));
  }

  /** Not computed yet: it names queues, whose URLs are known after they are created. */
  private Map<String, Object> environment(Section properties) {
    Map<String, Object> variables = new LinkedHashMap<>();
    variables.putAll(globals.at("Environment").at("Variables").map());
    variables.putAll(properties.at("Environment").at("Variables").map());
    return variables;
  }

  private List<EventSource> events(Section events) {
    List<EventSource> sources = new ArrayList<>();
    events
        .entries()
        .forEach(
            (id, event) -> {
              Section properties = event.at("Properties");
              switch (event.at("Type").text()) {
                case "S3" -> objectCreated(id, properties).ifPresent(sources::add);
                case "SQS" -> sources.add(queueMessages(id, properties));
                case "Schedule" -> sources.add(schedule(id, properties));
                default ->
                    throw new TemplateException(
                        event.place() + " is of a type that is not run here: " + event.value());
              }
            });
    return sources;
  }

  /** Only creation is watched; SAM wants {@code !Ref} of a bucket of the same template. */
  private Optional<EventSource> objectCreated(String id, Section properties) {
    Section kinds = properties.at("Events");
    boolean creation =
        kinds.value() instanceof List<?> list
            ? list.stream().anyMatch(kind -> isCreation(String.valueOf(kind)))
            : isCreation(kinds.text());
    if (!creation) {
      return Optional.empty();
    }
    Object bucket = properties.at("Bucket").value();
    if (bucket == null || !(TemplateYaml.withTags(bucket) instanceof Intrinsic reference)) {
      throw new TemplateException(properties.place() + ".Bucket should be a !Ref");
    }
    String prefix = "";
    String suffix = "";
    for (Section rule : properties.at("Filter").at("S3Key").at("Rules").items()) {
      String value = computed(rule.at("Value")).text();
      if (rule.at("Name").text().equals("prefix")) {
        prefix = value;
      } else {
        suffix = value;
      }
    }
    return Optional.of(
        new EventSource.ObjectCreated(id, String.valueOf(reference.argument()), prefix, suffix));
  }

  private static boolean isCreation(String kind) {
    return kind.startsWith("s3:ObjectCreated:");
  }

  private EventSource.QueueMessages queueMessages(String id, Section properties) {
    boolean reports =
        properties.at("FunctionResponseTypes").items().stream()
            .anyMatch(type -> type.text().equals("ReportBatchItemFailures"));
    return new EventSource.QueueMessages(
        id,
        computed(properties.at("Queue")).text(),
        computed(properties.at("BatchSize")).number(BATCH_SIZE),
        reports
            ? EventSource.QueueMessages.FailureReport.BATCH_ITEMS
            : EventSource.QueueMessages.FailureReport.NONE);
  }

  private EventSource.Schedule schedule(String id, Section properties) {
    String expression = computed(properties.at("Schedule")).text();
    boolean enabled =
        computed(properties.at("Enabled")).optionalText().map(Boolean::parseBoolean).orElse(true)
            && !computed(properties.at("State")).optionalText().equals(Optional.of("DISABLED"));
    return new EventSource.Schedule(
        id,
        expression,
        period(expression),
        enabled ? EventSource.Schedule.State.ENABLED : EventSource.Schedule.State.DISABLED);
  }

  private static Optional<Duration> period(String expression) {
    Matcher rate = RATE.matcher(expression);
    if (!rate.matches()) {
      if (expression.startsWith("cron(")) {
        return Optional.empty();
      }
      throw new TemplateException("not a schedule: " + expression);
    }
    long count = Long.parseLong(rate.group(1));
    return Optional.of(
        switch (rate.group(2)) {
          case "minute" -> Duration.ofMinutes(count);
          case "hour" -> Duration.ofHours(count);
          default -> Duration.ofDays(count);
        });
  }
}
