package dev.sheaf.core.record;

import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.row.ColumnVector;
import dev.sheaf.core.row.Fingerprint;
import dev.sheaf.core.row.FingerprintVersion;
import dev.sheaf.core.row.Quoting;
import dev.sheaf.core.row.RowBatch;
import dev.sheaf.core.row.RowHasher;
import dev.sheaf.core.value.FieldParser;
import dev.sheaf.core.value.ValueText;
import dev.sheaf.core.value.Violation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;
import org.jspecify.annotations.Nullable;

/** Arbitrary tables of every type. */
public class Tables extends DomainContextBase {
  static final List<Column> COLUMNS =
      List.of(
          Columns.column("flag", "boolean").build(),
          Columns.column("Count", "bigint").build(),
          Columns.column("ratio", "double").build(),
          Columns.column("price", "decimal(18,3)").build(),
          Columns.column("huge", "decimal(38,5)").build(),
          Columns.column("day", "date").build(),
          Columns.column("moment", "timestamp").zone("Europe/Berlin").build(),
          Columns.column("text", "varchar").build(),
          Columns.column("nested", "json").build());

  public static final RowSchema SCHEMA =
      new RowSchema(COLUMNS.stream().map(c -> new RowSchema.Field(c.name(), c.type())).toList());

  /** Rows of canonical texts, null where NULL. */
  public record Table(List<List<@Nullable String>> rows) {

    /** The rows in one batch. */
    public RowBatch batch() {
      RowBatch batch = new RowBatch(SCHEMA);
      batch.clear();
      List<FieldParser> parsers = COLUMNS.stream().map(FieldParser::of).toList();
      for (List<@Nullable String> row : rows) {
        for (int column = 0; column < row.size(); column++) {
          set(parsers.get(column), row.get(column), batch.column(column), batch.rows());
        }
        batch.commitRow(batch.rows());
      }
      return batch;
    }

    byte[] csv() {
      ByteArrayOutputStream target = new ByteArrayOutputStream();
      try {
        new CsvWriter(SCHEMA, target).write(batch());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return target.toByteArray();
    }

    public Fingerprint fingerprint(FingerprintVersion version) {
      RowHasher hasher = version.hasher(SCHEMA);
      hasher.add(batch());
      return hasher.fingerprint();
    }

    private static void set(
        FieldParser parser, @Nullable String text, ColumnVector vector, int row) {
      byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
      Quoting quoting = text == null ? Quoting.UNQUOTED : Quoting.QUOTED;
      Violation violation = parser.parse(bytes, 0, bytes.length, quoting, vector, row);
      if (violation != null) {
        throw new AssertionError(violation);
      }
    }
  }

  @Provide
  Arbitrary<Table> tables() {
    return rows().list().ofMaxSize(20).map(Table::new);
  }

  private static Arbitrary<List<@Nullable String>> rows() {
    return Combinators.combine(COLUMNS.stream().map(Tables::values).toList()).as(row -> row);
  }

  private static Arbitrary<@Nullable String> values(Column column) {
    return values(column.type()).injectNull(0.2);
  }

  private static Arbitrary<String> values(ColumnType type) {
    return switch (type.kind()) {
      case BOOLEAN -> Arbitraries.of("true", "false");
      case BIGINT -> Arbitraries.longs().map(String::valueOf);
      case DOUBLE -> Arbitraries.longs().map(Double::longBitsToDouble).map(String::valueOf);
      case DECIMAL ->
          Arbitraries.bigIntegers()
              .between(
                  BigInteger.TEN.pow(type.precision()).negate().add(BigInteger.ONE),
                  BigInteger.TEN.pow(type.precision()).subtract(BigInteger.ONE))
              .map(unscaled -> new BigDecimal(unscaled, type.scale()).toPlainString());
      case DATE ->
          Arbitraries.longs()
              .between(-719_162, 2_932_896)
              .map(day -> LocalDate.ofEpochDay(day).toString());
      case TIMESTAMP ->
          Arbitraries.longs()
              .between(-62_135_596_800_000_000L, 253_402_300_799_999_999L)
              .map(Tables::timestamp);
      case VARCHAR -> texts();
      case JSON -> Arbitraries.of("{\"a\": [1,2]}", "null", "\"x\\n\"", "[ ]", "1e5");
    };
  }

  private static String timestamp(long micros) {
    ColumnVector vector = ColumnVector.of(ColumnType.parse("timestamp"), 1);
    ((ColumnVector.Longs) vector).set(0, micros);
    return ValueText.of(ColumnType.parse("timestamp"), vector, 0);
  }

  private static Arbitrary<String> texts() {
    return Arbitraries.strings()
        .withChars('"', ',', '\n', '\r', ' ', 'a', 'é', '漢', '\\', '#')
        .ofMaxLength(12);
  }
}
