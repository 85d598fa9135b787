package dev.sheaf.local.template;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * The deployment as {@code template.yaml} describes it, for one stack: what to create and what runs
 * when. Nothing of it is written down a second time in Java.
 */
public final class Template {
  private final Stack stack;
  private final Names names;
  private final Map<String, Object> conditions;
  private final List<Bucket> buckets;
  private final List<Queue> queues;
  private final List<Table> tables;
  private final List<LambdaFunction> functions;

  private Template(Map<String, Object> raw, Stack stack) {
    this.stack = stack;
    this.names = Names.of(raw, stack);
    this.conditions = new Section("template", raw).at("Conditions").map();
    ResourceReader resources = new ResourceReader(raw, names, evaluator(names));
    this.buckets = resources.buckets();
    this.queues = resources.queues();
    this.tables = resources.tables();
    this.functions = resources.functions();
  }

  /**
   * Reads a template.
   *
   * @throws TemplateException if it says something that is not understood, or needs a parameter that
   *     neither it nor the stack gives
   */
  public static Template parse(String yaml, Stack stack) {
    return new Template(TemplateYaml.parse(yaml), requireNonNull(stack));
  }

  /** The template that Sheaf is deployed by; it travels on the class path. */
  public static Template bundled(Stack stack) {
    try (InputStream yaml = Template.class.getResourceAsStream("/template.yaml")) {
      if (yaml == null) {
        throw new TemplateException("template.yaml is not on the class path");
      }
      return parse(new String(yaml.readAllBytes(), StandardCharsets.UTF_8), stack);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read template.yaml", e);
    }
  }

  public Stack stack() {
    return stack;
  }

  public List<Bucket> buckets() {
    return buckets;
  }

  public List<Queue> queues() {
    return queues;
  }

  public List<Table> tables() {
    return tables;
  }

  public List<LambdaFunction> functions() {
    return functions;
  }

  /**
   * The function of a logical id.
   *
   * @throws NoSuchElementException if the template has no such function
   */
  public LambdaFunction function(String id) {
    return functions.stream()
        .filter(function -> function.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("the template has no function " + id));
  }

  /**
   * The queue of an ARN.
   *
   * @throws NoSuchElementException if the template has no queue of that ARN
   */
  public Queue queueOf(String arn) {
    return queues.stream()
        .filter(queue -> queue.arn().equals(arn))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("the template has no queue " + arn));
  }

  /**
   * The environment variables of a function.
   *
   * @param queueUrls by logical id; known once the queues are there
   */
  public Map<String, String> environment(LambdaFunction function, Map<String, String> queueUrls) {
    Evaluator evaluator = evaluator(names.withQueueUrls(queueUrls));
    Map<String, String> environment = new LinkedHashMap<>();
    evaluator
        .values(function.rawEnvironment())
        .forEach((name, value) -> environment.put(name, String.valueOf(value)));
    return environment;
  }

  private Evaluator evaluator(Names known) {
    return new Evaluator(known, conditions);
  }
}
