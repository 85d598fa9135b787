package dev.sheaf.engine.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.snapshot.RowGroup;
import dev.sheaf.core.zone.Zone;
import dev.sheaf.engine.Samples;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParquetSlicesTest {
  @TempDir Path folder;

  private CountingReader object(String select, String options) throws Exception {
    Path file = folder.resolve("object.parquet");
    Files.deleteIfExists(file);
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckDb.createStatement()) {
      statement.execute("COPY (%s) TO '%s' (FORMAT parquet%s)".formatted(select, file, options));
    }
    return CountingReader.of(file);
  }

  private static PartFooter footer(CountingReader object) {
    return ParquetSlices.footer(object, new PartObject("s3://lake/part", object.size(), null));
  }

  @Test
  void zonesOfRowGroupsAreThoseOfTheirRows() {
    Path file = Samples.part(folder, "all", Samples.ALL_TYPES, Samples.EVERY_KIND_OF_VALUE);

    RowGroup group = footer(CountingReader.of(file)).rowGroups().get(0);

    assertThat(group.rows()).isEqualTo(6);
    Map<String, Zone> zones = group.zones().zones();
    assertThat(zones.keySet())
        .contains("flag", "id", "price", "count", "tiny", "day", "at", "name", "_upload");
    assertThat(zones.get("id").min()).isEqualTo("-9223372036854775808");
    assertThat(zones.get("id").max()).isEqualTo("9223372036854775807");
    assertThat(zones.get("price").min()).isEqualTo("-9999999999999999.99");
    assertThat(zones.get("day").min()).isEqualTo("0001-01-01");
    assertThat(zones.get("at").max()).isEqualTo("9999-12-31T23:59:59.999999Z");
    assertThat(zones.get("name").min()).isEmpty();
    assertThat(zones.get("flag").min()).isEqualTo("false");
    assertThat(zones.values()).allMatch(zone -> zone.nulls() == 1 || zone.nulls() == 0);
  }

  @Test
  void aColumnOfNullsHasAZoneWithoutValues() throws Exception {
    Zone zone =
        footer(object("SELECT NULL::BIGINT AS n FROM range(5)", ""))
            .rowGroups()
            .get(0)
            .zones()
            .zones()
            .get("n");

    assertThat(zone.nulls()).isEqualTo(5);
    assertThat(zone.min()).isNull();
  }

  @Test
  void nanHasNoUpperBound() throws Exception {
    Map<String, Zone> zones =
        footer(object("SELECT unnest([1.5, 'nan'::DOUBLE]) AS d", ""))
            .rowGroups()
            .get(0)
            .zones()
            .zones();

    assertThat(zones.get("d"))
        .satisfiesAnyOf(zone -> assertThat(zone).isNull(), zone -> assertThat(zone.max()).isNull());
  }

  @Test
  void zonesAreThoseOfTheColumnsOfTheseIds() throws Exception {
    PartFooter footer =
        footer(object("SELECT 1::BIGINT AS a, 20::BIGINT AS b", ", FIELD_IDS {a: 1, b: 2}"));
    ColumnType bigint = ColumnType.of(ColumnType.Kind.BIGINT);
    RowSchema swapped =
        new RowSchema(
            List.of(
                new RowSchema.Field("b", bigint, 1),
                new RowSchema.Field("A", bigint, 2),
                new RowSchema.Field("c", bigint, 3)));
    RowSchema without = new RowSchema(List.of(new RowSchema.Field("B", bigint)));

    Map<String, Zone> zones = footer.rowGroups(swapped).get(0).zones().zones();

    assertThat(zones.keySet()).containsExactly("b", "a");
    assertThat(zones.get("b").max()).isEqualTo("1");
    assertThat(zones.get("a").max()).isEqualTo("20");
    assertThat(footer.rowGroups(without).get(0).zones().zones().get("b").max()).isEqualTo("20");
  }

  @Test
  void aLongFooterTakesASecondRead() throws Exception {
    String columns = "SELECT " + columns(300) + " FROM range(4096) r(i)";
    CountingReader object = object(columns, ", ROW_GROUP_SIZE 2048");

    PartFooter footer = footer(object);

    assertThat(footer.rowGroups()).hasSize(2);
    assertThat(object.reads).hasSize(2);
    assertThat(object.reads.get(1).end()).isEqualTo(object.reads.get(0).from());
    assertThat(footer.fetched()).isEqualTo(new Fetched(2, object.bytesRead()));
  }

  private static String columns(int count) {
    StringBuilder columns = new StringBuilder("i AS a_column_with_a_long_name_0");
    for (int column = 1; column < count; column++) {
      columns.append(", i + %d AS a_column_with_a_long_name_%d".formatted(column, column));
    }
    return columns.toString();
  }

  @Test
  void nestedColumnsAreCopiedAndHaveNoZones() throws Exception {
    CountingReader object =
        object(
            "SELECT i, {'i': i + 1000, 'l': [i, 2]} AS nested, [i] AS list FROM range(9) r(i)", "");
    PartFooter footer = footer(object);
    Path slice = folder.resolve("slice.parquet");

    ParquetSlices.copy(object, footer, List.of(0), slice);

    assertThat(footer.rowGroups().get(0).zones().zones().keySet()).containsExactly("i");
    assertThat(footer.rowGroups().get(0).zones().zones().get("i").max()).isEqualTo("8");
    assertThat(sql("SELECT sum(nested.i + list[1]) FROM '%s'".formatted(slice))).isEqualTo("9072");
  }

  private static String sql(String query) throws Exception {
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckDb.createStatement();
        var result = statement.executeQuery(query)) {
      result.next();
      return result.getString(1);
    }
  }

  @Test
  void bloomFiltersDoNotGoWithASlice() throws Exception {
    CountingReader object =
        object("SELECT i % 10 * 7 AS n FROM range(5000) r(i)", ", ROW_GROUP_SIZE 2048");
    Path whole = folder.resolve("object.parquet");
    Path slice = folder.resolve("slice.parquet");

    ParquetSlices.copy(object, footer(object), List.of(1), slice);

    assertThat(sql(blooms(whole))).isEqualTo("3");
    assertThat(sql(blooms(slice))).isEqualTo("0");
    assertThat(sql("SELECT count(*) FROM '%s' WHERE n = 14".formatted(slice))).isNotEqualTo("0");
    assertThat(sql("SELECT count(*) FROM '%s' WHERE n = 15".formatted(slice))).isEqualTo("0");
  }

  private static String blooms(Path file) {
    return "SELECT count(bloom_filter_offset) FROM parquet_metadata('%s')".formatted(file);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 11, 12, 100})
  void textIsNoParquet(int length) {
    byte[] text = "a,b\n".repeat(25).substring(0, length).getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> footer(new CountingReader(text)))
        .isInstanceOf(DamagedParquetException.class)
        .hasMessageContaining("no Parquet file");
  }

  /** Every byte of the footer, set to something else, one at a time. */
  @Test
  void aDamagedFooterIsReadOrRefused() throws Exception {
    CountingReader good =
        object("SELECT i, 'x' || i AS s FROM range(3000) r(i)", ", ROW_GROUP_SIZE 2048");
    byte[] bytes = new byte[(int) good.size()];
    good.read(0, bytes, 0, bytes.length);
    int refused = 0;
    int footerFrom = bytes.length - 700;
    for (int at = footerFrom; at < bytes.length; at++) {
      for (int flip : new int[] {0xFF, 0x80, 0x01, 0x10}) {
        byte[] damaged = bytes.clone();
        damaged[at] ^= (byte) flip;
        try {
          footer(new CountingReader(damaged));
        } catch (DamagedParquetException e) {
          refused++;
        }
      }
    }
    assertThat(refused).isGreaterThan(100);
  }

  @Test
  void aCutFileIsRefused() throws Exception {
    CountingReader good = object("SELECT i FROM range(3000) r(i)", "");
    byte[] bytes = new byte[(int) good.size()];
    good.read(0, bytes, 0, bytes.length);
    byte[] tail = Arrays.copyOfRange(bytes, bytes.length - 100, bytes.length);

    assertThatThrownBy(() -> footer(new CountingReader(tail)))
        .isInstanceOf(DamagedParquetException.class)
        .hasMessageMatching(
            "s3://lake/part: (a footer of \\d+ bytes in a Parquet file of 100|row group 0: a column of .*)");
  }

  @Test
  void anEncryptedFileIsNamedSo() {
    assertThatThrownBy(
            () -> footer(new CountingReader("PARE1234PARE".getBytes(StandardCharsets.UTF_8))))
        .hasMessageContaining("encrypted");
  }

  @Test
  void aTargetThatCannotBeWrittenIsTold() throws Exception {
    CountingReader object = object("SELECT 1 AS n", "");
    PartFooter footer = footer(object);

    assertThatThrownBy(
            () ->
                ParquetSlices.copy(
                    object, footer, List.of(0), folder.resolve("none").resolve("slice.parquet")))
        .isInstanceOf(dev.sheaf.core.part.ScratchFullException.class);
    assertThatThrownBy(() -> ParquetSlices.copy(object, footer, List.of(1), folder.resolve("s")))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
