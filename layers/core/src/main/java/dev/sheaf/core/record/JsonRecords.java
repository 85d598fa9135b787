package dev.sheaf.core.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.ColumnType.Kind;
import dev.sheaf.core.reject.RecordRule;
import dev.sheaf.core.row.ColumnVector;
import dev.sheaf.core.row.Quoting;
import dev.sheaf.core.row.RowBatch;
import dev.sheaf.core.row.Utf8Text;
import dev.sheaf.core.value.FieldParser;
import dev.sheaf.core.value.JsonScan;
import dev.sheaf.core.value.Utf8;
import dev.sheaf.core.value.Utf8Json;
import dev.sheaf.core.value.Violation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Parses NDJSON: one object per line, and each line alone. A string is what a quoted field is in
 * CSV; numbers, true and false are their text; objects and arrays are their JSON text, which only
 * JSON and VARCHAR columns take. A JSON column takes any value. What is JSON, Jackson decides: it is
 * given each line that {@link PlainLine} does not take.
 */
final class JsonRecords implements RecordParser {
  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final ColumnMapping mapping;
  private final List<Column> columns;
  private final @Nullable ExtraColumns extras;
  private final FieldParser[] parsers;
  private final PlainLine plain;
  private final boolean[] present;
  private final Set<String> otherKeys = new HashSet<>();
  private final Utf8Text scalar = new Utf8Text();

  /**
   * @param extras takes the members that are {@link ColumnMapping#KEPT}; null if there are none ever
   */
  JsonRecords(ColumnMapping mapping, List<FieldParser> parsers, @Nullable ExtraColumns extras) {
    this.extras = extras;
    this.mapping = mapping;
    this.columns = parsers.stream().map(FieldParser::column).toList();
    this.parsers = parsers.toArray(FieldParser[]::new);
    this.plain = new PlainLine(mapping, this.parsers, extras);
    this.present = new boolean[columns.size()];
  }

  @Override
  public int frame(byte[] bytes, int from, int limit, Tail tail) {
    int at = NewlineFinder.find(bytes, from, limit);
    if (at < limit) {
      return at + 1;
    }
    return tail == Tail.MORE_BYTES ? INCOMPLETE : limit;
  }

  @Override
  public int openQuote() {
    throw new IllegalStateException("a line ends at its line end, quotes or not");
  }

  @Override
  public Verdict parse(
      byte[] bytes, int from, int end, RowBatch batch, List<Violation> violations) {
    if (JsonScan.blanks(bytes, from, end) == end) {
      return Verdict.SKIPPED;
    }
    if (!Utf8.isValid(bytes, from, end)) {
      violations.add(RecordRule.ENCODING.violation("", Violation.excerpt(bytes, from, end)));
      return Verdict.REJECT;
    }
    if (!plain.parse(bytes, from, end, batch, violations)) {
      batch.discardRow();
      violations.clear();
      parseWithJackson(bytes, afterMark(bytes, from, end), end, batch, violations);
    }
    return violations.isEmpty() ? Verdict.ROW : Verdict.REJECT;
  }

  /** Files with a byte order mark, one behind the other, have it where a line begins. */
  private static int afterMark(byte[] bytes, int from, int end) {
    int after = from + MARK.length;
    return after <= end && Arrays.equals(bytes, from, after, MARK, 0, MARK.length) ? after : from;
  }

  private void parseWithJackson(
      byte[] bytes, int from, int end, RowBatch batch, List<Violation> violations) {
    try (JsonParser parser = Utf8Json.parser(bytes, from, end)) {
      parseLine(parser, bytes, from, end, batch, violations);
    } catch (JsonProcessingException e) {
      violations.add(malformed(bytes, from, end, e.getOriginalMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }

  private void parseLine(
      JsonParser parser,
      byte[] bytes,
      int from,
      int end,
      RowBatch batch,
      List<Violation> violations)
      throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      parser.finishToken();
      requireEnd(parser, bytes, from, end, violations);
      violations.add(RecordRule.JSON_OBJECT.violation("", Violation.excerpt(bytes, from, end)));
      return;
    }
    Arrays.fill(present, false);
    otherKeys.clear();
    if (extras != null) {
      extras.clear();
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      parser.nextToken();
      parseMember(parser, key, bytes, from, batch, violations);
    }
    requireEnd(parser, bytes, from, end, violations);
    if (extras != null) {
      extras.set(batch, batch.rows());
    }
    for (int column = 0; column < parsers.length; column++) {
      if (!present[column]) {
        add(parsers[column].parseAbsent(batch.column(column), batch.rows()), violations);
      }
    }
  }

  private void parseMember(
      JsonParser parser,
      String key,
      byte[] bytes,
      int from,
      RowBatch batch,
      List<Violation> violations)
      throws IOException {
    int column = mapping.column(key);
    boolean repeated = column >= 0 ? present[column] : !otherKeys.add(key.toLowerCase(Locale.ROOT));
    if (extras != null && column == ColumnMapping.KEPT && !repeated) {
      keep(parser, key, bytes, from, extras, violations);
      return;
    }
    if (repeated || column < 0) {
      parser.skipChildren();
      parser.finishToken();
      if (repeated) {
        violations.add(RecordRule.DUPLICATE_KEY.violation(name(column), excerpt(key)));
      } else if (column == ColumnMapping.UNKNOWN) {
        violations.add(RecordRule.UNKNOWN_KEY.violation("", excerpt(key)));
      }
      return;
    }
    present[column] = true;
    add(parseValue(parser, column, bytes, from, batch), violations);
  }

  private @Nullable Violation parseValue(
      JsonParser parser, int column, byte[] bytes, int from, RowBatch batch) throws IOException {
    FieldParser field = parsers[column];
    ColumnVector target = batch.column(column);
    int row = batch.rows();
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return field.parseAbsent(target, row);
    }
    boolean nested = token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY;
    if (nested || columns.get(column).type().kind() == Kind.JSON) {
      int start = from + (int) parser.currentTokenLocation().getByteOffset();
      int end = from + skipValue(parser);
      return field.parse(bytes, start, end, Quoting.QUOTED, target, row);
    }
    if (!takeScalar(parser)) {
      return RecordRule.ENCODING.violation(columns.get(column).name(), "");
    }
    return token == JsonToken.VALUE_STRING
        ? field.parseString(scalar.bytes(), 0, scalar.length(), target, row)
        : field.parseNumber(scalar.bytes(), 0, scalar.length(), target, row);
  }

  private void keep(
      JsonParser parser,
      String key,
      byte[] bytes,
      int from,
      ExtraColumns kept,
      List<Violation> violations)
      throws IOException {
    boolean isNull = parser.currentToken() == JsonToken.VALUE_NULL;
    int start = from + (int) parser.currentTokenLocation().getByteOffset();
    int end = from + skipValue(parser);
    scalar.clear();
    if (!scalar.append(key.toCharArray(), 0, key.length())) {
      violations.add(RecordRule.ENCODING.violation("", excerpt(key)));
    } else if (!isNull) {
      kept.addJson(Arrays.copyOf(scalar.bytes(), scalar.length()), bytes, start, end);
    }
  }

  /** Passes over the value that begins with the current token; where it ends. */
  private static int skipValue(JsonParser parser) throws IOException {
    parser.skipChildren();
    parser.finishToken();
    return (int) parser.currentLocation().getByteOffset();
  }

  /** Whether the current token's text is sound: no half surrogate pair, which escapes can spell. */
  private boolean takeScalar(JsonParser parser) throws IOException {
    int from = parser.getTextOffset();
    scalar.clear();
    return scalar.append(parser.getTextCharacters(), from, from + parser.getTextLength());
  }

  private static void requireEnd(
      JsonParser parser, byte[] bytes, int from, int end, List<Violation> violations)
      throws IOException {
    if (parser.nextToken() != null) {
      violations.add(malformed(bytes, from, end, "more than one value on the line"));
    }
  }

  private static Violation malformed(byte[] bytes, int from, int end, String reason) {
    // Without what one would set in the library to take it.
    String line = reason.lines().findFirst().orElse("").replaceFirst(": enable .*", "");
    return new Violation(
        "",
        RecordRule.JSON.text(),
        Violation.excerpt(bytes, from, end),
        RecordRule.JSON.message() + ": " + line);
  }

  private static void add(@Nullable Violation violation, List<Violation> violations) {
    if (violation != null) {
      violations.add(violation);
    }
  }

  private String name(int column) {
    return column < 0 ? "" : columns.get(column).name();
  }

  private static String excerpt(String key) {
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    return Violation.excerpt(bytes, 0, bytes.length);
  }
}
