package dev.sheaf.core.yaml;

import dev.sheaf.core.text.Spelling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.NodeType;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Keys and values of one YAML mapping. Reading a value that is not of the kind asked for adds a
 * finding and gives nothing, so that the reader can go on. Scalars are taken as they are written:
 * {@code NO} and {@code 007} are texts.
 */
final class YamlMapping {
  private record Entry(Node key, Node value) {}

  private final String what;
  private final Node node;
  private final Findings findings;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private YamlMapping(String what, Node node, Findings findings) {
    this.what = what;
    this.node = node;
    this.findings = findings;
  }

  /**
   * Reads a node that should be a mapping.
   *
   * @param what how messages call it: {@code column 'temp'}
   */
  static Optional<YamlMapping> of(Node node, String what, Findings findings) {
    if (!(node instanceof MappingNode mapping)) {
      findings.add(node, "%s must be a mapping (key: value), not %s".formatted(what, kind(node)));
      return Optional.empty();
    }
    YamlMapping read = new YamlMapping(what, node, findings);
    mapping.getValue().forEach(read::add);
    return Optional.of(read);
  }

  private void add(NodeTuple tuple) {
    Node key = tuple.getKeyNode();
    if (!(key instanceof ScalarNode scalar)) {
      findings.add(key, "a key of %s must be a text, not %s".formatted(what, kind(key)));
      return;
    }
    Entry first = entries.putIfAbsent(scalar.getValue(), new Entry(key, tuple.getValueNode()));
    if (first != null) {
      int line = first.key().getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
      findings.add(
          key,
          "duplicate key '%s' of %s; it is in line %d already"
              .formatted(scalar.getValue(), what, line));
    }
  }

  /** Finds all keys that are not known here. */
  YamlMapping allowOnly(List<String> known) {
    entries.forEach(
        (name, entry) -> {
          if (!known.contains(name)) {
            String guess =
                Spelling.nearest(name, known).map("did you mean '%s'? "::formatted).orElse("");
            findings.add(
                entry.key(),
                "unknown key '%s' of %s; %sknown keys are %s"
                    .formatted(name, what, guess, String.join(", ", known)));
          }
        });
    return this;
  }

  Set<String> keys() {
    return entries.keySet();
  }

  boolean has(String key) {
    return entries.containsKey(key);
  }

  /** Adds a finding at a key, or at the whole mapping where it is missing. */
  void find(String key, String message) {
    Entry entry = entries.get(key);
    findings.add(entry == null ? node : entry.key(), message);
  }

  Optional<Node> value(String key) {
    return Optional.ofNullable(entries.get(key)).map(Entry::value);
  }

  Optional<YamlMapping> mapping(String key) {
    return mapping(key, name(key));
  }

  Optional<YamlMapping> mapping(String key, String called) {
    return value(key).flatMap(value -> of(value, called, findings));
  }

  /** The scalar at a key, as written. */
  Optional<String> text(String key) {
    return value(key).flatMap(value -> text(value, name(key)));
  }

  /** The list of scalars at a key, as written; one scalar stands for a list of one. */
  List<String> texts(String key) {
    Optional<Node> value = value(key);
    if (value.isEmpty()) {
      return List.of();
    }
    if (!(value.get() instanceof SequenceNode list)) {
      return text(value.get(), name(key)).map(List::of).orElse(List.of());
    }
    List<String> texts = new ArrayList<>();
    for (Node item : list.getValue()) {
      if (item instanceof ScalarNode scalar) {
        texts.add(scalar.getValue());
      } else {
        findings.add(item, "an item of %s must be a text, not %s".formatted(name(key), kind(item)));
      }
    }
    return texts;
  }

  /**
   * What a reader makes of the scalar at a key.
   *
   * @param reader throws IllegalArgumentException, whose message becomes a finding
   */
  <T> Optional<T> read(String key, Function<String, T> reader) {
    Optional<String> text = text(key);
    try {
      return text.map(reader);
    } catch (IllegalArgumentException e) {
      findings.add(
          value(key).orElse(node), "%s: %s".formatted(name(key), String.valueOf(e.getMessage())));
      return Optional.empty();
    }
  }

  /** What a reader makes of each item of the list of scalars at a key, as {@link #read} does. */
  <T> List<T> readAll(String key, Function<String, T> reader) {
    List<T> read = new ArrayList<>();
    for (String text : texts(key)) {
      try {
        read.add(reader.apply(text));
      } catch (IllegalArgumentException e) {
        find(key, "%s: %s".formatted(name(key), String.valueOf(e.getMessage())));
      }
    }
    return read;
  }

  /** The value that a word at a key stands for. */
  <T> T choice(String key, Map<String, T> choices, T otherwise) {
    return read(
            key,
            word ->
                Optional.ofNullable(choices.get(word))
                    .orElseThrow(() -> new IllegalArgumentException(noChoice(word, choices))))
        .orElse(otherwise);
  }

  private static String noChoice(String word, Map<String, ?> choices) {
    return "'%s' is not one of %s"
        .formatted(word, choices.keySet().stream().sorted().collect(Collectors.joining(", ")));
  }

  private Optional<String> text(Node value, String called) {
    if (!(value instanceof ScalarNode scalar)) {
      findings.add(value, "%s must be a single value, not %s".formatted(called, kind(value)));
      return Optional.empty();
    }
    if (isNothing(scalar)) {
      findings.add(
          value, "%s has no value; leave the key out, or quote the text".formatted(called));
      return Optional.empty();
    }
    return Optional.of(scalar.getValue());
  }

  private static boolean isNothing(ScalarNode scalar) {
    return scalar.getScalarStyle() == ScalarStyle.PLAIN
        && Set.of("", "~", "null").contains(scalar.getValue());
  }

  private String name(String key) {
    return "'%s' of %s".formatted(key, what);
  }

  private static String kind(Node node) {
    return node.getNodeType() == NodeType.SCALAR
        ? "a single value"
        : node.getNodeType() == NodeType.SEQUENCE ? "a list" : "a mapping";
  }
}
