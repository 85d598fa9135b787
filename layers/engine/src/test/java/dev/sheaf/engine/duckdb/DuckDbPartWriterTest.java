package dev.sheaf.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.json.Digest;
import dev.sheaf.core.part.PartWriter;
import dev.sheaf.core.part.ScratchFullException;
import dev.sheaf.core.row.FingerprintVersion;
import dev.sheaf.core.row.RowBatch;
import dev.sheaf.core.row.RowSource;
import dev.sheaf.core.store.ObjectLostException;
import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.core.store.TransientException;
import dev.sheaf.core.zone.ObservedRows;
import dev.sheaf.engine.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DuckDbPartWriterTest {
  private static final RowSchema ONE = Samples.schema("id bigint");

  @TempDir Path folder;

  /** Rows that end in an exception after some batches. */
  private record FailingRows(RowSource rows, Throwable failure) implements RowSource {
    @Override
    public RowSchema schema() {
      return rows.schema();
    }

    @Override
    public void fill(RowBatch batch) {
      rows.fill(batch);
      if (batch.rows() == 0) {
        if (failure instanceof Error error) {
          throw error;
        }
        throw (RuntimeException) failure;
      }
    }
  }

  @Test
  void everyTypeComesBackAsItWas() {
    Path part = Samples.part(folder, "p", Samples.ALL_TYPES, Samples.EVERY_KIND_OF_VALUE);
    String csv =
        Samples.csv(
            folder, "SELECT * FROM t", new QueryTable("t", Samples.ALL_TYPES, List.of(part)));

    assertThat(csv)
        .isEqualTo(
            """
            flag,id,ratio,price,count,tiny,wide,day,at,name,nested
            true,1,0.5,12.30,7,0.000000000000000001,1.5000000000,2024-02-29,2024-02-29T23:59:59Z,\
            plain,"{""a"":[1,2]}"
            false,-9223372036854775808,-1.7976931348623157E308,-9999999999999999.99,-99999,\
            -0.999999999999999999,-9999999999999999999999999999.9999999999,0001-01-01,\
            0001-01-01T00:00:00.000001Z,"",[]
            true,9223372036854775807,4.9E-324,9999999999999999.99,99999,0.999999999999999999,\
            9999999999999999999999999999.9999999999,9999-12-31,9999-12-31T23:59:59.999999Z,\
            "a ""b"", c
            d é 한 🌾",""\"x""\"
            ,,,,,,,,,,
            false,0,NaN,0.00,0,0.000000000000000000,0.0000000000,1969-12-31,\
            1969-12-31T23:59:59.999999Z,NULL,null
            false,0,Infinity,-0.01,1,0.100000000000000000,18446744073709551616.0000000000,\
            1970-01-01,1970-01-01T00:00:00Z, ,1.50
            """);
  }

  @Test
  void columnsHaveTheTypesThatWereDeclaredAndProvenanceComesLast() throws Exception {
    Path part = Samples.part(folder, "p", Samples.ALL_TYPES, Samples.EVERY_KIND_OF_VALUE);
    try (LockedDuckDb duckDb = LockedDuckDb.open(EngineLimits.DEFAULT, folder, List.of(folder))) {
      assertThat(
              duckDb.queryText(
                  "SELECT string_agg(column_name || ' ' || column_type, ', ') FROM (DESCRIBE FROM %s)"
                      .formatted(SqlText.literal(part))))
          .isEqualTo(
              "flag BOOLEAN, id BIGINT, ratio DOUBLE, price DECIMAL(18,2), count DECIMAL(5,0), tiny"
                  + " DECIMAL(18,18), wide DECIMAL(38,10), day DATE, at TIMESTAMP, name VARCHAR,"
                  + " nested VARCHAR, _source VARCHAR, _upload BIGINT, _offset BIGINT");
      assertThat(
              duckDb.queryText(
                  "SELECT string_agg(concat_ws(' ', _source, _upload, _offset), ', ') FROM %s"
                      .formatted(SqlText.literal(part))))
          .startsWith("it's -81985529216486896 0, it's -81985529216486896 10, ");
    }
  }

  @Test
  void namesMayHoldAnything() {
    RowSchema odd = Samples.schema("a bigint");
    RowSchema quoted =
        new RowSchema(
            List.of(
                new RowSchema.Field("a \"b\"; DROP TABLE x", odd.fields().get(0).type()),
                new RowSchema.Field("at", odd.fields().get(0).type())));
    Path part = Samples.part(folder, "it's", quoted, List.of(Samples.row("1", "2")));

    assertThat(Samples.csv(folder, "FROM t", new QueryTable("t", quoted, List.of(part))))
        .isEqualTo("\"a \"\"b\"\"; DROP TABLE x\",at\n1,2\n");
  }

  @Test
  void sameRowsGiveTheSameBytes() throws IOException {
    List<List<String>> rows = Samples.numbers(0, 300_000);
    Path first = Samples.part(folder, "a", ONE, rows);
    Path second = Samples.part(folder, "b", ONE, rows);
    Path other = Samples.part(folder, "c", ONE, Samples.numbers(1, 300_001));

    assertThat(Digest.ofFile(second).hex())
        .isEqualTo(Digest.ofFile(first).hex())
        .isNotEqualTo(Digest.ofFile(other).hex());
  }

  @Test
  void noRowsNeedNoFile() {
    Path file = folder.resolve("none.parquet");
    PartWriter.Written written =
        new DuckDbPartWriter(EngineLimits.DEFAULT, folder)
            .write(Samples.rows(ONE, List.of()), Samples.PROVENANCE, file);

    assertThat(written).isEqualTo(PartWriter.Written.NOTHING);
    assertThat(file).doesNotExist();
  }

  static Stream<Throwable> failures() {
    return Stream.of(
        new TransientException("throttled"),
        new ObjectLostException(
            new ObjectVersion("b", "k", null, "e", Instant.EPOCH, 1),
            ObjectLostException.Fate.GONE),
        new IllegalStateException("a bug"),
        new StackOverflowError("deep"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void whatTheSourceThrowsComesOutAsItIs(Throwable failure) throws IOException {
    FailingRows rows = new FailingRows(new TextRows(ONE, Samples.numbers(0, 200_000)), failure);
    Path file = folder.resolve("x.parquet");

    assertThatThrownBy(
            () ->
                new DuckDbPartWriter(EngineLimits.DEFAULT, folder)
                    .write(new ObservedRows(rows, FingerprintVersion.V1), Samples.PROVENANCE, file))
        .isSameAs(failure);
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  static boolean hasFullDevice() {
    return Files.exists(Path.of("/dev/full"));
  }

  /** Every write to this device of Linux fails as on a full disk. */
  @Test
  @EnabledIf("hasFullDevice")
  void aFullDiskIsToldFromOtherFailures() {
    assertThatThrownBy(
            () ->
                new DuckDbPartWriter(EngineLimits.DEFAULT, folder)
                    .write(
                        Samples.rows(ONE, Samples.numbers(0, 1000)),
                        Samples.PROVENANCE,
                        Path.of("/dev/full")))
        .isInstanceOf(ScratchFullException.class)
        .hasMessageContaining("no space left");
    assertThat(Path.of("/dev/full")).exists();
  }

  @Test
  void aMissingFolderIsNotAFullDisk() {
    assertThatThrownBy(
            () ->
                new DuckDbPartWriter(EngineLimits.DEFAULT, folder)
                    .write(
                        Samples.rows(ONE, Samples.numbers(0, 1000)),
                        Samples.PROVENANCE,
                        folder.resolve("missing/x.parquet")))
        .isExactlyInstanceOf(IllegalStateException.class);
  }

  @Test
  void rowsAreReadOnlyOnce() throws Exception {
    RowFeed feed = new RowFeed(new TextRows(ONE, Samples.numbers(0, 5000)));
    try (LockedDuckDb duckDb = LockedDuckDb.open(EngineLimits.DEFAULT, folder, List.of())) {
      feed.register(duckDb);
      String count = "SELECT count(*) FROM (%s)".formatted(feed.select("_offset", List.of()));
      assertThat(duckDb.queryText(count)).isEqualTo("5000");
      assertThatThrownBy(() -> duckDb.execute("CREATE TABLE again AS " + count))
          .hasMessageContaining("only once");
      assertThat(feed.failure()).hasMessageContaining("only once");
    }
  }

  @Test
  void aColumnThatIsNamedLikeProvenanceIsRefused() {
    RowSchema schema = Samples.schema("_Offset bigint");
    assertThatThrownBy(() -> Samples.part(folder, "p", schema, List.of()))
        .hasMessageContaining("'_Offset' is taken");
  }
}
