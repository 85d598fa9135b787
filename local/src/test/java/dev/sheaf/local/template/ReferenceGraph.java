package dev.sheaf.local.template;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What must exist before what: the references that are written, and those of the resources that SAM
 * makes of a function. A function {@code F} becomes {@code F} -> {@code F.Role}, {@code F.Version} ->
 * {@code F}, {@code F.Alias} -> {@code F.Version}, and one {@code F.<event>} per event; an S3 event
 * makes its bucket depend on the permission to call the function.
 */
final class ReferenceGraph {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^!}][^}]*)}");

  private final DeployedTemplate deployment;
  private final Map<String, Set<String>> needs = new LinkedHashMap<>();

  ReferenceGraph(DeployedTemplate deployment) {
    this.deployment = deployment;
    deployment
        .resources()
        .forEach(
            (id, resource) -> {
              names(resource.at("DependsOn").value()).forEach(name -> named(id, name));
              if (deployment.isFunction(id)) {
                function(id, resource.at("Properties"));
              } else {
                refer(id, resource.map());
              }
            });
  }

  /** The resources of a circle, first to last and first again; empty if there is none. */
  List<String> circle() {
    Set<String> done = new HashSet<>();
    for (String start : List.copyOf(needs.keySet())) {
      List<String> found = circleFrom(start, new ArrayDeque<>(), done);
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }

  private List<String> circleFrom(String node, Deque<String> path, Set<String> done) {
    if (path.contains(node)) {
      List<String> circle = new ArrayList<>(path);
      circle.add(node);
      return circle.subList(circle.indexOf(node), circle.size());
    }
    if (!done.contains(node)) {
      path.addLast(node);
      for (String needed : needs.getOrDefault(node, Set.of())) {
        List<String> found = circleFrom(needed, path, done);
        if (!found.isEmpty()) {
          return found;
        }
      }
      path.removeLast();
      done.add(node);
    }
    return List.of();
  }

  private void function(String id, Section properties) {
    need(id, id + ".Role");
    need(id + ".Version", id);
    need(id + ".Alias", id + ".Version");
    refer(id, deployment.globals().map());
    properties
        .entries()
        .forEach(
            (name, property) -> {
              switch (name) {
                case "Events" -> property.entries().forEach((event, at) -> event(id, event, at));
                case "Policies" -> refer(id + ".Role", property.value());
                case "EventInvokeConfig" -> {
                  need(id + ".EventInvokeConfig", id + ".Alias");
                  refer(id + ".EventInvokeConfig", property.value());
                  // SAM lets the role send to the destination.
                  refer(id + ".Role", property.value());
                }
                default -> refer(id, property.value());
              }
            });
  }

  private void event(String function, String name, Section event) {
    String node = function + "." + name;
    need(node, function + ".Alias");
    if (event.at("Type").text().equals("S3")) {
      Intrinsic bucket =
          (Intrinsic) TemplateYaml.withTags(event.at("Properties").at("Bucket").value());
      need(String.valueOf(bucket.argument()), node);
    } else {
      refer(node, event.at("Properties").value());
    }
  }

  private void need(String node, String needed) {
    needs.computeIfAbsent(node, any -> new LinkedHashSet<>()).add(needed);
  }

  /** Adds what a value names, however deep. */
  private void refer(String node, Object raw) {
    Object value = TemplateYaml.withTags(raw);
    if (value instanceof Map<?, ?> map) {
      map.values().forEach(item -> refer(node, item));
    } else if (value instanceof List<?> list) {
      list.forEach(item -> refer(node, item));
    } else if (value instanceof Intrinsic intrinsic) {
      intrinsic(node, intrinsic);
    }
  }

  private static List<String> names(@Nullable Object dependsOn) {
    if (dependsOn instanceof List<?> list) {
      return list.stream().map(String::valueOf).toList();
    }
    return dependsOn == null ? List.of() : List.of(String.valueOf(dependsOn));
  }

  private void intrinsic(String node, Intrinsic intrinsic) {
    switch (intrinsic.name()) {
      case "Ref" -> named(node, String.valueOf(intrinsic.argument()));
      case "GetAtt" ->
          named(
              node,
              String.valueOf(
                  intrinsic.argument() instanceof List<?> path
                      ? path.get(0)
                      : intrinsic.argument()));
      case "Sub" -> {
        Matcher placeholders = PLACEHOLDER.matcher(String.valueOf(intrinsic.argument()));
        while (placeholders.find()) {
          named(node, placeholders.group(1));
        }
      }
      default -> refer(node, intrinsic.argument());
    }
  }

  /** {@code Id}, {@code Id.Attribute}, or {@code Function.Alias} as SAM reads it. */
  private void named(String node, String name) {
    String id = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
    if (deployment.resources().containsKey(id)) {
      boolean generated = deployment.isFunction(id) && name.matches(".*\\.(Alias|Version|Role)");
      need(node, generated ? name : id);
    }
  }
}
