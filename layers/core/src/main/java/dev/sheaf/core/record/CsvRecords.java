package dev.sheaf.core.record;

import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.record.TextLayout.Csv.Leeway;
import dev.sheaf.core.reject.RecordRule;
import dev.sheaf.core.row.ColumnVector;
import dev.sheaf.core.row.Quoting;
import dev.sheaf.core.row.RowBatch;
import dev.sheaf.core.value.FieldParser;
import dev.sheaf.core.value.Utf8;
import dev.sheaf.core.value.Violation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Parses the records of delimited text. */
final class CsvRecords implements RecordParser {
  private final CsvFields fields;
  private final int[] columnOfField;
  private final int[] absentColumns;
  private final FieldParser[] parsers;
  private final List<Column> columns;
  private final byte[][] names;
  private final @Nullable ExtraColumns extras;
  private final HeaderLines header;
  private final boolean mayTrail;
  private final boolean mayLack;
  private final boolean hasNullMark;
  private boolean isFirst;
  private byte[] resolved = new byte[1024];

  /**
   * @param extras takes the fields that are {@link ColumnMapping#KEPT}; null if there are none ever
   */
  CsvRecords(
      TextLayout.Csv layout,
      ColumnMapping mapping,
      List<FieldParser> parsers,
      @Nullable ExtraColumns extras) {
    this.columnOfField = mapping.columnsOf(layout.header());
    this.fields = new CsvFields(layout.dialect(), columnOfField.length + 1);
    this.absentColumns = mapping.absent(columnOfField);
    this.names =
        layout.header().stream()
            .map(n -> n.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
    this.extras = extras;
    this.columns = parsers.stream().map(FieldParser::column).toList();
    this.parsers = parsers.toArray(FieldParser[]::new);
    this.header = new HeaderLines(layout.headerTexts());
    this.mayTrail = layout.leeway().contains(Leeway.TRAILING_DELIMITER);
    this.mayLack = layout.leeway().contains(Leeway.SHORT);
    this.hasNullMark = layout.dialect().cEscapes();
  }

  @Override
  public int frame(byte[] bytes, int from, int limit, Tail tail) {
    return fields.frame(bytes, from, limit, tail);
  }

  @Override
  public void beginData() {
    isFirst = header.exists();
  }

  @Override
  public int openQuote() {
    return fields.openQuote();
  }

  @Override
  public Verdict parse(
      byte[] bytes, int from, int end, RowBatch batch, List<Violation> violations) {
    if (fields.isNoRecord() || fields.isBlank() && !isText()) {
      return Verdict.SKIPPED;
    }
    boolean isBelowHeader = isFirst;
    isFirst = false;
    if (header.isCertain() && header.equals(bytes, fields)) {
      addHeader(bytes, from, end, violations);
    } else if (!isAsWideAsAllowed()) {
      addFieldCount(bytes, from, end, violations);
    } else if (!Utf8.isValid(bytes, from, end)) {
      addMalformed(bytes, from, end, violations);
    } else {
      parseFields(bytes, batch, violations);
      if (!violations.isEmpty()
          && (header.equals(bytes, fields) || isBelowHeader && isSecondHeader(bytes, violations))) {
        violations.clear();
        addHeader(bytes, from, end, violations);
      }
    }
    return violations.isEmpty() ? Verdict.ROW : Verdict.REJECT;
  }

  /** Where NULL has a mark of its own, neither nothing nor an escaped text stands for it. */
  private @Nullable Violation parseMarked(
      byte[] bytes, int field, int flags, FieldParser parser, ColumnVector target, int row) {
    int start = fields.start(field);
    int end = fields.end(field);
    if (fields.isNullMark(bytes, field)) {
      return parser.parseAbsent(target, row);
    }
    if ((flags & CsvFields.RAW) != 0) {
      return parser.parse(resolved, 0, resolve(bytes, field), Quoting.QUOTED, target, row);
    }
    boolean literal = start == end || (flags & CsvFields.QUOTED) != 0;
    return parser.parse(
        bytes, start, end, literal ? Quoting.QUOTED : Quoting.UNQUOTED, target, row);
  }

  /** Where NULL has a mark of its own, nothing on the line of a single column is an empty text. */
  private boolean isText() {
    return hasNullMark && columnOfField.length == 1;
  }

  private static void addHeader(byte[] bytes, int from, int end, List<Violation> violations) {
    violations.add(RecordRule.HEADER.violation("", Violation.excerpt(bytes, from, end)));
  }

  private boolean isSecondHeader(byte[] bytes, List<Violation> violations) {
    Set<String> misfits =
        violations.stream()
            .filter(violation -> violation.rule().equals(FieldParser.TYPE_RULE))
            .map(Violation::column)
            .collect(Collectors.toSet());
    if ((fields.allFlags() & CsvFields.DEFECTS) != 0) {
      return false;
    }
    int texts = 0;
    int values = 0;
    for (int field = 0; field < present(); field++) {
      int column = columnOfField[field];
      if (column >= 0 && !columns.get(column).type().isText() && !isNull(bytes, field, column)) {
        boolean text =
            misfits.contains(columns.get(column).name())
                && !HeaderLines.hasDigit(bytes, fields.start(field), fields.end(field));
        texts += text ? 1 : 0;
        values++;
      }
    }
    return HeaderLines.isSecond(texts, values);
  }

  private boolean isNull(byte[] bytes, int field, int column) {
    return parsers[column].isNull(bytes, fields.start(field), fields.end(field), Quoting.QUOTED);
  }

  private boolean isAsWideAsAllowed() {
    int surplus = fields.count() - columnOfField.length;
    return surplus == 0
        || surplus < 0 && mayLack
        || surplus == 1 && mayTrail && fields.isNothing(columnOfField.length);
  }

  /** How many fields of the header the record has. */
  private int present() {
    return Math.min(fields.count(), columnOfField.length);
  }

  private void parseFields(byte[] bytes, RowBatch batch, List<Violation> violations) {
    int row = batch.rows();
    if (extras != null) {
      extras.clear();
    }
    for (int field = 0; field < present(); field++) {
      int flags = fields.flags(field);
      if ((flags & CsvFields.DEFECTS) != 0) {
        addDefect(bytes, field, violations);
      } else if (columnOfField[field] >= 0) {
        Violation violation = parseField(bytes, field, flags, batch, row);
        if (violation != null) {
          violations.add(violation);
        }
      } else if (extras != null) {
        keep(bytes, field, flags, extras);
      }
    }
    if (extras != null) {
      extras.set(batch, row);
    }
    for (int field = present(); field < columnOfField.length; field++) {
      addAbsent(columnOfField[field], batch, violations);
    }
    for (int column : absentColumns) {
      addAbsent(column, batch, violations);
    }
  }

  private void addAbsent(int column, RowBatch batch, List<Violation> violations) {
    Violation violation =
        column < 0 ? null : parsers[column].parseAbsent(batch.column(column), batch.rows());
    if (violation != null) {
      violations.add(violation);
    }
  }

  private @Nullable Violation parseField(
      byte[] bytes, int field, int flags, RowBatch batch, int row) {
    int column = columnOfField[field];
    FieldParser parser = parsers[column];
    ColumnVector target = batch.column(column);
    int start = fields.start(field);
    int end = fields.end(field);
    Quoting quoting = (flags & CsvFields.QUOTED) != 0 ? Quoting.QUOTED : Quoting.UNQUOTED;
    if (hasNullMark) {
      return parseMarked(bytes, field, flags, parser, target, row);
    }
    if ((flags & CsvFields.RAW) == 0) {
      return parser.parse(bytes, start, end, quoting, target, row);
    }
    if (parser.isNullToken(bytes, start, end, quoting)) {
      return parser.parseAbsent(target, row); // such as MySQL's \N, which is an escape as well
    }
    int length = resolve(bytes, field);
    return parser.parse(resolved, 0, length, quoting, target, row);
  }

  private void keep(byte[] bytes, int field, int flags, ExtraColumns kept) {
    int start = fields.start(field);
    int end = fields.end(field);
    if (fields.isNullMark(bytes, field)) {
      return;
    }
    if ((flags & CsvFields.RAW) != 0) {
      int length = resolve(bytes, field);
      kept.add(names[field], resolved, 0, length);
    } else if (start < end || hasNullMark || (flags & CsvFields.QUOTED) != 0) {
      kept.add(names[field], bytes, start, end);
    }
  }

  private int resolve(byte[] bytes, int field) {
    int most = fields.end(field) - fields.start(field);
    if (resolved.length < most) {
      resolved = new byte[most];
    }
    return fields.resolve(bytes, field, resolved);
  }

  private void addFieldCount(byte[] bytes, int from, int end, List<Violation> violations) {
    violations.add(
        new Violation(
            "",
            RecordRule.FIELD_COUNT.text(),
            Integer.toString(fields.count()),
            "the record has %d fields, the header %d"
                .formatted(fields.count(), columnOfField.length)));
    for (int defect : new int[] {CsvFields.JUNK, CsvFields.OPEN_QUOTE, CsvFields.OPEN_ESCAPE}) {
      if ((fields.allFlags() & defect) != 0) {
        violations.add(rule(defect).violation("", Violation.excerpt(bytes, from, end)));
      }
    }
    if (!Utf8.isValid(bytes, from, end)) {
      violations.add(RecordRule.ENCODING.violation("", Violation.excerpt(bytes, from, end)));
    }
  }

  private void addDefect(byte[] bytes, int field, List<Violation> violations) {
    String value = Violation.excerpt(bytes, fields.start(field), fields.end(field));
    violations.add(rule(fields.flags(field)).violation(name(field), value));
  }

  /** Names the columns that hold bytes which are not text. */
  private void addMalformed(byte[] bytes, int from, int end, List<Violation> violations) {
    for (int field = 0; field < present(); field++) {
      if (!Utf8.isValid(bytes, fields.start(field), fields.end(field))) {
        String value = Violation.excerpt(bytes, fields.start(field), fields.end(field));
        violations.add(RecordRule.ENCODING.violation(name(field), value));
      }
      if ((fields.flags(field) & CsvFields.DEFECTS) != 0) {
        addDefect(bytes, field, violations);
      }
    }
    if (violations.isEmpty()) {
      violations.add(RecordRule.ENCODING.violation("", Violation.excerpt(bytes, from, end)));
    }
  }

  private String name(int field) {
    int column = columnOfField[field];
    return column < 0 ? "" : columns.get(column).name();
  }

  private static RecordRule rule(int flags) {
    if ((flags & CsvFields.JUNK) != 0) {
      return RecordRule.JUNK_AFTER_QUOTE;
    }
    return (flags & CsvFields.OPEN_QUOTE) != 0 ? RecordRule.OPEN_QUOTE : RecordRule.OPEN_ESCAPE;
  }
}
