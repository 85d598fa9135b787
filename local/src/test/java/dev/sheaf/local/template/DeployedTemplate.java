package dev.sheaf.local.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A template as its rules look at it: what {@link Template} models, and everything else as written. */
final class DeployedTemplate {
  /** The folder that the paths in the template start from. */
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final String FUNCTION = "AWS::Serverless::Function";

  private final Section root;
  private final Template model;
  private final Evaluator evaluator;

  private DeployedTemplate(String yaml) {
    Stack stack = Stack.local(Map.of());
    Map<String, Object> raw = TemplateYaml.parse(yaml);
    this.root = new Section("template", raw);
    this.model = Template.parse(yaml, stack);
    Map<String, String> urls =
        model.queues().stream().collect(Collectors.toMap(Queue::id, DeployedTemplate::url));
    this.evaluator =
        new Evaluator(Names.of(raw, stack).withQueueUrls(urls), root.at("Conditions").map());
  }

  static DeployedTemplate parse(String yaml) {
    return new DeployedTemplate(yaml);
  }

  /** The text of the template that Sheaf is deployed by. */
  static String yaml() {
    try {
      return Files.readString(ROOT.resolve("template.yaml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String url(Queue queue) {
    return "http://localhost/" + queue.name();
  }

  Template model() {
    return model;
  }

  /** All resources by logical id, as written. */
  Map<String, Section> resources() {
    return root.at("Resources").entries();
  }

  Map<String, Section> resources(String type) {
    Map<String, Section> found = new LinkedHashMap<>();
    resources()
        .forEach(
            (id, resource) -> {
              if (resource.at("Type").text().equals(type)) {
                found.put(id, resource);
              }
            });
    return found;
  }

  List<String> functions() {
    return List.copyOf(resources(FUNCTION).keySet());
  }

  boolean isFunction(String id) {
    return functions().contains(id);
  }

  /** A property of a function, its own or the global one, computed. */
  Section property(String function, String name) {
    Section own = root.at("Resources").at(function).at("Properties").at(name);
    return computed(own.present() ? own : globals().at(name));
  }

  /** What all functions inherit, as written. */
  Section globals() {
    return root.at("Globals").at("Function");
  }

  Section computed(Section raw) {
    return raw.present() ? new Section(raw.place(), evaluator.value(raw.value())) : raw;
  }

  Map<String, String> environment(LambdaFunction function) {
    return model.environment(
        function,
        model.queues().stream().collect(Collectors.toMap(Queue::id, DeployedTemplate::url)));
  }

  /** Files that are deployed: layers and functions, by logical id. */
  Map<String, Path> artifacts() {
    Map<String, Path> artifacts = new LinkedHashMap<>();
    Function<Section, Path> path = section -> ROOT.resolve(section.text());
    resources("AWS::Serverless::LayerVersion")
        .forEach(
            (id, layer) -> artifacts.put(id, path.apply(layer.at("Properties").at("ContentUri"))));
    functions().forEach(id -> artifacts.put(id, path.apply(property(id, "CodeUri"))));
    return artifacts;
  }
}
