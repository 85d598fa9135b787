package dev.sheaf.core.inference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.dataset.ColumnType.Kind;
import dev.sheaf.core.dataset.Format;
import dev.sheaf.core.dataset.Source;
import dev.sheaf.core.framing.RecordAutomaton;
import dev.sheaf.core.framing.RecordState;
import dev.sheaf.core.json.Json;
import dev.sheaf.core.row.Quoting;
import dev.sheaf.core.upload.UploadRefusedException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Infers the columns of NDJSON: the keys of all objects, in the order of first appearance. */
final class NdjsonInference {
  private static final RecordAutomaton LINES = RecordAutomaton.lines();

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
        object(text).ifPresentOrElse(this::add, () -> unreadable++);
      }
    }
  }

  private static Optional<JsonNode> object(String line) {
    try {
      return Optional.ofNullable(Json.mapper().readTree(line)).filter(JsonNode::isObject);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
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
    List<Key> usable = keys.values().stream().filter(key -> !key.name().isBlank()).toList();
    if (usable.isEmpty()) {
      throw new UploadRefusedException(
          records == 0
              ? "the upload is empty: it has no record"
              : "none of the %d lines sampled is a JSON object with a key".formatted(records));
    }
    Map<String, String> renames = SafeNames.renames(usable.stream().map(Key::name).toList());
    List<ColumnFinding> columns = new ArrayList<>();
    for (Key key : usable) {
      columns.add(column(renames.getOrDefault(key.name(), key.name()), key.values()));
    }
    Source source =
        new Source(
            Format.NDJSON,
            null,
            0,
            null,
            null,
            null,
            null,
            Source.QuotedNewlines.ALLOWED,
            Source.Header.PRESENT,
            renames);
    String bad =
        unreadable == 0
            ? ""
            : ", %s of them not JSON objects".formatted(ColumnInference.count(unreadable));
    return new Inferred(
        source,
        columns,
        "ndjson%s; %s records sampled%s"
            .formatted(text.evidence(), ColumnInference.count(records), bad));
  }

  private ColumnFinding column(String name, List<JsonNode> values) {
    List<JsonNode> present = values.stream().filter(value -> !value.isNull()).toList();
    long nested = present.stream().filter(JsonNode::isContainerNode).count();
    if (nested > 0 && nested >= present.size() * (1 - TypeVote.MAJORITY)) {
      return new ColumnFinding(
          Column.of(name, ColumnType.of(Kind.JSON)).withInference(Column.Inference.FROM_VALUES),
          "%s: json; %s of %s values sampled are objects or lists"
              .formatted(
                  name, ColumnInference.count(nested), ColumnInference.count(values.size())));
    }
    List<SampleField> fields =
        values.stream()
            .map(
                value ->
                    new SampleField(
                        value.isNull() ? "" : value.isContainerNode() ? "{}" : value.asText(),
                        value.isTextual() ? Quoting.QUOTED : Quoting.UNQUOTED))
            .toList();
    return ColumnInference.infer(name, fields, types(present));
  }

  /** Texts are never taken for numbers: whoever wrote "1" in quotes meant a text. */
  private static Set<Kind> types(List<JsonNode> present) {
    List<JsonNode> values =
        present.stream()
            .filter(value -> !value.isTextual() || !NullTokens.mayBe(value.asText()))
            .toList();
    if (isMost(values.stream().filter(JsonNode::isNumber).count(), values)) {
      return EnumSet.of(Kind.BIGINT, Kind.DOUBLE);
    }
    if (isMost(values.stream().filter(JsonNode::isBoolean).count(), values)) {
      return EnumSet.of(Kind.BOOLEAN);
    }
    return isMost(values.stream().filter(JsonNode::isTextual).count(), values)
        ? EnumSet.of(Kind.DATE, Kind.TIMESTAMP)
        : EnumSet.noneOf(Kind.class);
  }

  private static boolean isMost(long count, List<JsonNode> values) {
    return count >= values.size() * TypeVote.MAJORITY && count > 0;
  }
}
