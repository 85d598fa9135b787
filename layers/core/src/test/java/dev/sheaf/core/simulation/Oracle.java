package dev.sheaf.core.simulation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says which rows an upload has, by reading it once from front to end. Shares nothing with the code
 * under test. It knows the simulated datasets only: comma, double quote, line feed; {@code id} is a
 * required number, {@code note} an optional text, others are refused.
 */
final class Oracle {
  /** A field as written. */
  private record Field(String text, boolean quoted) {}

  private final String bytes;
  private int at;

  private Oracle(byte[] content) {
    // One character per byte, so that positions are byte offsets.
    this.bytes = new String(content, StandardCharsets.ISO_8859_1);
  }

  /**
   * The rows of an upload, or empty if it is to be refused.
   *
   * @param maxRejectRatio of the definition
   */
  static Optional<List<Row>> rows(byte[] content, double maxRejectRatio) {
    return new Oracle(content).read(maxRejectRatio);
  }

  private Optional<List<Row>> read(double maxRejectRatio) {
    List<Field> header = record();
    if (header == null || bytes.isEmpty()) {
      return Optional.empty();
    }
    List<String> names = header.stream().map(Field::text).toList();
    if (!List.of("id", "note").containsAll(names) || !names.contains("id")) {
      return Optional.empty();
    }
    List<Row> rows = new ArrayList<>();
    int rejects = 0;
    while (at < bytes.length()) {
      if (bytes.charAt(at) == '\n') {
        at++;
        continue;
      }
      int start = at;
      List<Field> fields = record();
      if (fields == null) {
        return Optional.empty();
      }
      Row row = fields.size() == names.size() ? row(start, names, fields) : null;
      if (row == null) {
        rejects++;
      } else {
        rows.add(row);
      }
    }
    return rejects > maxRejectRatio * (rejects + rows.size())
        ? Optional.empty()
        : Optional.of(rows);
  }

  private static @Nullable Row row(int start, List<String> names, List<Field> fields) {
    String id = fields.get(names.indexOf("id")).text();
    if (!id.matches("[0-9]+")) {
      return null;
    }
    int note = names.indexOf("note");
    return new Row(start, Long.parseLong(id), note < 0 ? null : value(fields.get(note)));
  }

  private static @Nullable String value(Field field) {
    return field.text().isEmpty() && !field.quoted()
        ? null
        : new String(field.text().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  /** The record from here to behind its line end; null where a quote is never closed. */
  private @Nullable List<Field> record() {
    List<Field> fields = new ArrayList<>();
    do {
      Field field = at < bytes.length() && bytes.charAt(at) == '"' ? quoted() : plain();
      if (field == null) {
        return null;
      }
      fields.add(field);
    } while (at < bytes.length() && bytes.charAt(at++) == ',');
    return fields;
  }

  private Field plain() {
    int start = at;
    while (at < bytes.length() && ",\n".indexOf(bytes.charAt(at)) < 0) {
      at++;
    }
    return new Field(bytes.substring(start, at), false);
  }

  private @Nullable Field quoted() {
    StringBuilder text = new StringBuilder();
    for (at++; at < bytes.length(); at++) {
      if (bytes.charAt(at) != '"') {
        text.append(bytes.charAt(at));
      } else if (at + 1 < bytes.length() && bytes.charAt(at + 1) == '"') {
        text.append(bytes.charAt(at++));
      } else {
        at++;
        return new Field(text.toString(), true);
      }
    }
    return null;
  }
}
