package dev.sheaf.engine.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.snapshot.RowGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

class ParquetSlicesProperties {
  private static final List<String> OPTIONS =
      List.of(
          "COMPRESSION zstd",
          "COMPRESSION uncompressed",
          "COMPRESSION snappy, DICTIONARY_SIZE_LIMIT 1",
          "COMPRESSION zstd, DICTIONARY_SIZE_LIMIT 1000000",
          "COMPRESSION zstd, PARQUET_VERSION v2");

  private Path folder;
  private Connection duckDb;

  @BeforeProperty
  void open() throws IOException, SQLException {
    folder = Files.createTempDirectory("slices");
    duckDb = DriverManager.getConnection("jdbc:duckdb:");
    execute("SET threads = 1");
  }

  @AfterProperty
  void close() throws IOException, SQLException {
    duckDb.close();
    Files.deleteIfExists(folder.resolve("part.parquet"));
    Files.deleteIfExists(folder.resolve("slice.parquet"));
    Files.delete(folder);
  }

  /** Row {@code i} of every type that parts have, with NULLs, and a text that repeats and one that does not. */
  private static String rows(int count, int seed) {
    return """
    SELECT i,
      CASE WHEN h %% 7 <> 0 THEN h %% 2 = 0 END AS flag,
      CASE WHEN h %% 5 <> 0 THEN (h %% 1000)::BIGINT END AS n,
      CASE WHEN h %% 11 <> 0 THEN (h %% 1000000)::DOUBLE / 7 END AS d,
      ((h %% 1000000)::BIGINT / 100.0)::DECIMAL(18,2) AS price,
      (h::HUGEINT * 1000003)::DECIMAL(38,10) AS wide,
      DATE '1970-01-01' + (h %% 20000)::INTEGER AS day,
      make_timestamp((h %% 1000000000000)::BIGINT) AS at,
      CASE WHEN h %% 3 <> 0 THEN 'name ' || (h %% 50) END AS name,
      md5(h::VARCHAR) AS long,
      h AS _upload
    FROM (SELECT i, hash(i + %d) AS h FROM range(%d) AS r(i))
    """
        .formatted(seed, count);
  }

  @Property(tries = 40)
  void sliceHoldsTheRowsOfItsRowGroups(
      @ForAll @IntRange(min = 1, max = 30_000) int rows,
      @ForAll @IntRange(min = 1, max = 10_000) int rowGroupSize,
      @ForAll int seed,
      @ForAll @IntRange(max = 4) int option,
      @ForAll @Size(max = 8) Set<@IntRange(max = 14) Integer> wanted)
      throws Exception {
    Path part = folder.resolve("part.parquet");
    Path slice = folder.resolve("slice.parquet");
    Files.deleteIfExists(slice);
    execute(
        "COPY (%s) TO '%s' (FORMAT parquet, ROW_GROUP_SIZE %d, %s)"
            .formatted(rows(rows, seed), part, rowGroupSize, OPTIONS.get(option)));
    CountingReader object = CountingReader.of(part);

    PartFooter footer =
        ParquetSlices.footer(object, new PartObject("s3://lake/part", object.size(), null));
    long footerBytes = object.bytesRead();
    Set<Integer> chosen = new TreeSet<>(wanted);
    chosen.removeIf(ordinal -> ordinal >= footer.rowGroups().size());
    Fetched fetched = ParquetSlices.copy(object, footer, List.copyOf(chosen), slice);

    assertThat(rowsOf(slice, "true")).isEqualTo(rowsOf(part, inGroups(footer, chosen)));
    assertThat(footer.rowGroups().stream().mapToLong(RowGroup::rows).sum()).isEqualTo(rows);
    assertThat(footer.fetched()).isEqualTo(new Fetched(1, Math.min(64 << 10, object.size())));
    assertThat(fetched.bytes())
        .isEqualTo(chosen.stream().mapToLong(i -> footer.rowGroups().get(i).bytes()).sum());
    assertThat(object.bytesRead()).isEqualTo(footerBytes + fetched.bytes());
    assertThat(fetched.reads())
        .as("neighbours are read together")
        .isEqualTo((int) chosen.stream().filter(i -> !chosen.contains(i - 1)).count());
  }

  private static String inGroups(PartFooter footer, Set<Integer> chosen) {
    List<String> ranges = new ArrayList<>(List.of("false"));
    long first = 0;
    for (RowGroup group : footer.rowGroups()) {
      if (chosen.contains(group.ordinal())) {
        ranges.add("i BETWEEN %d AND %d".formatted(first, first + group.rows() - 1));
      }
      first += group.rows();
    }
    return String.join(" OR ", ranges);
  }

  /** All values of all rows, in order. */
  private String rowsOf(Path file, String condition) throws SQLException {
    try (Statement statement = duckDb.createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT count(*) || ' ' || coalesce(md5(string_agg(t::VARCHAR, '|')), '') FROM '%s' t WHERE %s"
                    .formatted(file, condition))) {
      result.next();
      return result.getString(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = duckDb.createStatement()) {
      statement.execute(sql);
    }
  }
}
