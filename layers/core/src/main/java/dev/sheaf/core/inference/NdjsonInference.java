package dev.sheaf.core.inference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.dataset.ColumnType.Kind;
import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.Format;
import dev.sheaf.core.dataset.Source;
import dev.sheaf.core.framing.RecordAutomaton;
import dev.sheaf.core.framing.RecordState;
import dev.sheaf.core.json.Json;
import dev.sheaf.core.upload.UploadRefusedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Infers the columns of NDJSON: the keys of all objects, in the order of first appearance. */
final class NdjsonInference {
  private static final RecordAutomaton LINES = RecordAutomaton.lines();

  /** Keeps the digits of numbers. */
  private static final ObjectReader JSON =
      Json.mapper()
          .reader()
          .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .without(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);

  /** Values of one key, and the name under which it was first seen. */
  private record Key(String name, List<JsonNode> values) {}

  private final Map<String, Key> keys = new LinkedHashMap<>();
  private final HeadText text;
  private int records;
  private int unreadable;

  private NdjsonInference(HeadText text) {
    this.text = text;
  }

  static Inferred infer(HeadText text, List<ObjectSample.Chunk> chunks) {
    NdjsonInference inference = new NdjsonInference(text);
    for (ObjectSample.Chunk chunk : chunks) {
      inference.read(chunk, chunk.previousByte() < 0 ? text.start() : 0);
    }
    return inference.inferred();
  }

  private void read(ObjectSample.Chunk chunk, int from) {
    boolean whole = chunk.previousByte() < 0 || chunk.previousByte() == '\n';
    RecordState start = whole ? RecordState.RECORD_START : RecordState.UNQUOTED;
    for (SampleRecord line :
        CsvSampler.read(LINES, chunk.bytes(), from, start, chunk.tail(), Integer.MAX_VALUE)) {
      String text = line.fields().get(0).text();
      if (!text.isBlank()) {
        records++;
        object(text)
            .filter(NdjsonInference::hasKeys)
            .ifPresentOrElse(this::add, () -> unreadable++);
      }
    }
  }

  private static Optional<JsonNode> object(String line) {
    try {
      return Optional.ofNullable(JSON.readTree(line)).filter(JsonNode::isObject);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** Half a surrogate pair, which escapes can spell, makes a key no text, and its record a reject. */
  private static boolean hasKeys(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey).allMatch(Column::isText);
  }

  private void add(JsonNode object) {
    for (Map.Entry<String, JsonNode> property : object.properties()) {
      String name = property.getKey().strip();
      keys.computeIfAbsent(Column.fold(name), folded -> new Key(name, new ArrayList<>()))
          .values()
          .add(property.getValue());
    }
  }

  private Inferred inferred() {
    List<Key> usable = List.copyOf(keys.values());
    if (usable.isEmpty()) {
      throw new UploadRefusedException(
          records == 0
              ? "the upload is empty: it has no record"
              : "none of the %d lines sampled is a JSON object with a sound key"
                  .formatted(records));
    }
    Map<String, String> renames = SafeNames.renames(usable.stream().map(Key::name).toList());
    List<ColumnFinding> columns = columns(usable, renames);
    Source source = Source.builder().format(Format.NDJSON).rename(renames).build();
    String bad =
        unreadable == 0
            ? ""
            : ", %s of them not JSON objects with sound keys"
                .formatted(ColumnInference.count(unreadable));
    return new Inferred(
        source,
        columns,
        "ndjson%s; %s records sampled%s%s"
            .formatted(
                text.evidence(), ColumnInference.count(records), bad, SafeNames.evidence(renames)));
  }

  private List<ColumnFinding> columns(List<Key> usable, Map<String, String> renames) {
    List<ColumnSample> samples = new ArrayList<>();
    Map<String, ColumnFinding> nested = new HashMap<>();
    for (Key key : usable) {
      ColumnSample sample =
          new ColumnSample(
              renames.getOrDefault(key.name(), key.name()),
              key.values().stream().map(NdjsonInference::value).toList());
      nested(sample).ifPresent(found -> nested.put(sample.name(), found));
      samples.add(sample);
    }
    Iterator<ColumnFinding> others =
        ColumnInference.infer(
                samples.stream().filter(sample -> !nested.containsKey(sample.name())).toList(),
                records)
            .iterator();
    return samples.stream()
        .map(
            sample -> nested.containsKey(sample.name()) ? nested.get(sample.name()) : others.next())
        .toList();
  }

  /** A column of objects and lists, unless these are so few that they are dirt. */
  private static Optional<ColumnFinding> nested(ColumnSample sample) {
    long nested = count(sample, SampleValue.Notation.JSON_NESTED);
    long present = sample.values().size() - count(sample, SampleValue.Notation.JSON_NULL);
    if (nested == 0 || nested < present * Definition.DEFAULT_MAX_REJECT_RATIO) {
      return Optional.empty();
    }
    return Optional.of(
        new ColumnFinding(
            Column.of(sample.name(), ColumnType.of(Kind.JSON))
                .withInference(Column.Inference.FROM_VALUES),
            "%s: json; %s of %s values sampled are objects or lists"
                .formatted(
                    sample.name(),
                    ColumnInference.count(nested),
                    ColumnInference.count(sample.values().size()))));
  }

  private static long count(ColumnSample sample, SampleValue.Notation notation) {
    return sample.values().stream().filter(value -> value.notation() == notation).count();
  }

  private static SampleValue value(JsonNode value) {
    return new SampleValue(
        value.isContainerNode() ? value.toString() : value.asText(),
        switch (value.getNodeType()) {
          case OBJECT, ARRAY -> SampleValue.Notation.JSON_NESTED;
          case NULL, MISSING -> SampleValue.Notation.JSON_NULL;
          case STRING, BINARY, POJO -> SampleValue.Notation.JSON_STRING;
          case NUMBER, BOOLEAN -> SampleValue.Notation.JSON_NUMBER_OR_BOOLEAN;
        });
  }
}
