package dev.sheaf.core.inference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.ColumnType.Kind;
import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.framing.RecordState;
import dev.sheaf.core.record.SegmentReader;
import dev.sheaf.core.record.TextLayout;
import dev.sheaf.core.reject.Reject;
import dev.sheaf.core.row.ColumnVector;
import dev.sheaf.core.row.RowBatch;
import dev.sheaf.core.upload.UploadRefusedException;
import dev.sheaf.core.value.ValueText;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import org.jspecify.annotations.Nullable;

/**
 * Whatever an upload without a definition holds, each record is a row of exactly what the file says,
 * or a reject; or the upload is refused. So too in a dataset that another upload defined.
 */
class UnalteredProperties {
  private static final Pattern JSON_NUMBER =
      Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");
  private static final Pattern CODE = Pattern.compile("\\+.*|-?0\\d.*|-?\\d+\\.?[eE]\\d+");

  private static final Pattern ONLY_COMMA =
      Pattern.compile("-?\\d*,(\\d{1,2}|\\d{4,})|-?\\d+(\\.\\d{3})+,\\d+|-?\\d+(\\.\\d{3}){2,}");
  private static final Pattern ONLY_POINT =
      Pattern.compile(
          "-?(\\d*\\.(\\d{0,2}|\\d{4,})|0\\.\\d+|\\d{4,}\\.\\d+)([eE].*)?|-?\\d+(,\\d{3})+\\.\\d+"
              + "|-?\\d+(,\\d{3}){2,}");

  private enum Form {
    FIELD,
    QUOTED,
    STRING,
    NUMBER,
    NULL
  }

  private record Cell(String text, Form form) {}

  private record Written(String key, byte[] bytes, Map<Long, List<Cell>> records) {}

  @Property(tries = 250)
  void nothingIsAlteredWithoutAWord(@ForAll long seed) {
    Random random = new Random(seed);
    List<List<HostileText>> kinds = kinds(random);
    Written first = written(kinds, random);
    List<List<HostileText>> otherKinds = new ArrayList<>(kinds);
    otherKinds.replaceAll(column -> random.nextInt(3) == 0 ? column(random) : column);
    Written second = written(otherKinds, random);
    Statistics.label("first").collect(load(first, second));
    Statistics.label("second").collect(load(second, first));
    Statistics.label("first").coverage(shares -> shares.check(true).percentage(p -> p > 90));
  }

  /** Whether the upload that defines was not refused. */
  private static boolean load(Written defining, Written other) {
    Definition definition;
    try {
      definition = new InMemoryObject(defining.bytes()).infer(defining.key());
    } catch (UploadRefusedException e) {
      return false;
    }
    read(defining, definition, defining);
    Definition without =
        new Definition(
            definition.dataset(),
            Map.of(),
            definition.columns(),
            Definition.UnknownColumns.REJECT,
            null,
            Definition.Admission.ON_UPLOAD,
            List.of());
    read(other, without, defining);
    return true;
  }

  private static void read(Written upload, Definition definition, Written defining) {
    InMemoryObject object = new InMemoryObject(upload.bytes());
    int bytes = upload.bytes().length;
    TextLayout layout;
    try {
      layout =
          LayoutDetector.detect(
              Head.read(object, bytes),
              definition.source("default"),
              upload.key(),
              definition.columns().stream().map(Column::name).toList());
    } catch (UploadRefusedException e) {
      return;
    }
    Map<Long, List<Cell>> left = new HashMap<>(upload.records());
    List<Reject> rejects = new ArrayList<>();
    SegmentReader reader =
        new SegmentReader(
            new SegmentReader.Segment(
                bytes, layout, definition, "default", layout.dataStart(), bytes, 1 << 20),
            object,
            RecordState.RECORD_START,
            rejects::add);
    RowBatch batch = new RowBatch(reader.schema());
    for (reader.fill(batch); batch.rows() > 0; reader.fill(batch)) {
      for (int row = 0; row < batch.rows(); row++) {
        List<Cell> cells = left.remove(batch.offset(row));
        assertThat(cells).as("a row of what is no record, at %d", batch.offset(row)).isNotNull();
        for (int column = 0; column < cells.size(); column++) {
          Column shape = definition.columns().get(column);
          ColumnVector vector = batch.column(column);
          String value = vector.isNull(row) ? null : ValueText.of(shape.type(), vector, row);
          double rounded =
              vector instanceof ColumnVector.Doubles doubles && value != null
                  ? doubles.value(row)
                  : 0;
          assertThat(holds(cells.get(column), shape, value, rounded, defining))
              .as("%s as %s in %s", cells.get(column), value, shape)
              .isTrue();
        }
      }
    }
    assertThat(reader.outcome().failure()).isNull();
    for (Reject reject : rejects) {
      assertThat(left.remove(reject.offset())).as("%s", reject).isNotNull();
    }
    assertThat(left).isEmpty();
  }

  private static boolean holds(
      Cell cell, Column column, @Nullable String value, double rounded, Written defining) {
    Kind kind = column.type().kind();
    String text = kind == Kind.VARCHAR ? cell.text() : cell.text().strip();
    if (value == null) {
      return switch (cell.form()) {
        case FIELD -> text.isBlank() || column.nulls().contains(text);
        case QUOTED -> kind != Kind.VARCHAR && (text.isEmpty() || column.nulls().contains(text));
        case NULL -> true;
        case STRING, NUMBER -> false;
      };
    }
    return switch (kind) {
      case VARCHAR -> value.equals(text);
      case BOOLEAN -> cell.form() != Form.STRING && value.equalsIgnoreCase(text);
      case DATE -> value.equals(text);
      case TIMESTAMP -> utc(value).equals(utc(text));
      case JSON -> false;
      case BIGINT, DOUBLE, DECIMAL ->
          cell.form() != Form.STRING && isNumber(cell, text, column, value, rounded, defining);
    };
  }

  private static boolean isNumber(
      Cell cell, String text, Column column, String value, double rounded, Written defining) {
    boolean json = cell.form() == Form.NUMBER;
    if (text.endsWith("Infinity")) {
      return Double.isInfinite(rounded);
    }
    String plain = json ? text : plain(text, column);
    if (!json && (CODE.matcher(text).matches() || CODE.matcher(plain).matches())) {
      return false;
    }
    if (!json && !plain.equals(text) && !isProven(column, defining)) {
      return false;
    }
    BigDecimal number = new BigDecimal(plain);
    BigDecimal stored =
        column.type().kind() == Kind.DOUBLE
            ? new BigDecimal(rounded)
                .round(new MathContext(number.precision(), RoundingMode.HALF_EVEN))
            : new BigDecimal(value);
    return stored.compareTo(number) == 0;
  }

  /** The number with a decimal point and without groups; anything else stays, and is no number. */
  private static String plain(String text, Column column) {
    Character group = column.grouping();
    String separator = group == null ? "" : Pattern.quote("" + group);
    String point = Pattern.quote("" + column.decimalPoint());
    String groups = group == null ? "\\d*" : "(\\d{1,3}(%s\\d{3})+|\\d*)".formatted(separator);
    assertThat(text).matches("-?" + groups + "(" + point + "\\d*)?([eE][+-]?\\d+)?");
    String whole = group == null ? text : text.replace("" + group, "");
    return whole.replace(column.decimalPoint(), '.');
  }

  /** Whether a number of the upload that defined the column can be read in this way only. */
  private static boolean isProven(Column column, Written defining) {
    Pattern proof = column.decimalPoint() == ',' ? ONLY_COMMA : ONLY_POINT;
    return defining.records().values().stream()
        .flatMap(List::stream)
        .anyMatch(cell -> proof.matcher(cell.text().strip()).matches());
  }

  private static LocalDateTime utc(String text) {
    String iso = text.replace(' ', 'T');
    return iso.endsWith("Z")
        ? OffsetDateTime.parse(iso).withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()
        : LocalDateTime.parse(iso);
  }

  private static List<List<HostileText>> kinds(Random random) {
    List<List<HostileText>> columns = new ArrayList<>();
    for (int i = 2 + random.nextInt(4); i > 0; i--) {
      columns.add(column(random));
    }
    return columns;
  }

  /** The kind of nearly all its values, and that of a few. */
  private static List<HostileText> column(Random random) {
    HostileText[] all = HostileText.values();
    return List.of(all[random.nextInt(all.length)], all[random.nextInt(all.length)]);
  }

  private static Written written(List<List<HostileText>> kinds, Random random) {
    int rare = 1 + random.nextInt(random.nextBoolean() ? 5 : 200);
    int rows = 1 + random.nextInt(random.nextInt(4) == 0 ? 600 : 20);
    List<List<String>> table = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      table.add(
          kinds.stream()
              .map(kind -> kind.get(random.nextInt(rare + 1) == 0 ? 1 : 0).next(random))
              .toList());
    }
    return random.nextInt(4) == 0 ? ndjson(table, random) : csv(table, random);
  }

  private static Written csv(List<List<String>> table, Random random) {
    char delimiter = ",;\t|".charAt(random.nextInt(4));
    String lineEnd = random.nextBoolean() ? "\n" : "\r\n";
    boolean quoted = random.nextInt(5) == 0;
    Map<Long, List<Cell>> records = new HashMap<>();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < table.get(0).size(); i++) {
      text.append(i == 0 ? "" : delimiter).append(name(i));
    }
    text.append(lineEnd);
    for (List<String> row : table) {
      List<Cell> cells =
          row.stream().map(field -> new Cell(field, form(field, delimiter, quoted))).toList();
      records.put((long) text.toString().getBytes(StandardCharsets.UTF_8).length, cells);
      text.append(
              cells.stream()
                  .map(
                      cell ->
                          cell.form() == Form.QUOTED
                              ? "\"" + cell.text().replace("\"", "\"\"") + "\""
                              : cell.text())
                  .collect(Collectors.joining("" + delimiter)))
          .append(lineEnd);
    }
    return new Written("d/u.csv", text.toString().getBytes(StandardCharsets.UTF_8), records);
  }

  private static Form form(String field, char delimiter, boolean quoted) {
    return quoted || field.indexOf(delimiter) >= 0 || field.indexOf('"') >= 0
        ? Form.QUOTED
        : Form.FIELD;
  }

  private static Written ndjson(List<List<String>> table, Random random) {
    boolean numbers = random.nextInt(4) > 0;
    Map<Long, List<Cell>> records = new HashMap<>();
    StringBuilder text = new StringBuilder();
    for (List<String> row : table) {
      List<Cell> cells = row.stream().map(value -> json(value, numbers)).toList();
      records.put((long) text.toString().getBytes(StandardCharsets.UTF_8).length, cells);
      text.append('{');
      for (int i = 0; i < cells.size(); i++) {
        Cell cell = cells.get(i);
        text.append(i == 0 ? "" : ",").append('"').append(name(i)).append("\":");
        text.append(
            cell.form() == Form.STRING
                ? "\""
                    + new String(JsonStringEncoder.getInstance().quoteAsString(cell.text()))
                    + "\""
                : cell.text());
      }
      text.append("}\n");
    }
    return new Written("d/u.ndjson", text.toString().getBytes(StandardCharsets.UTF_8), records);
  }

  private static Cell json(String value, boolean numbers) {
    if (value.equals("null")) {
      return new Cell(value, Form.NULL);
    }
    boolean literal =
        value.equals("true")
            || value.equals("false")
            || numbers && JSON_NUMBER.matcher(value).matches();
    return new Cell(value, literal ? Form.NUMBER : Form.STRING);
  }

  private static String name(int column) {
    return List.of("alpha", "beta", "gamma", "delta", "epsilon", "zeta").get(column);
  }
}
