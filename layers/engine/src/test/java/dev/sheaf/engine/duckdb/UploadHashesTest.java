package dev.sheaf.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.part.KeyRange;
import dev.sheaf.core.part.PartReader;
import dev.sheaf.core.part.PartWriter;
import dev.sheaf.core.row.ColumnVector;
import dev.sheaf.core.row.RowBatch;
import dev.sheaf.core.store.Lake;
import dev.sheaf.core.testing.InMemoryObjectStore;
import dev.sheaf.engine.Samples;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parts of earlier versions have the hashes of uploads as UBIGINT. */
class UploadHashesTest {
  private static final RowSchema IDS = Samples.schema("id bigint");
  private static final long NEGATIVE = 0xFEDC_BA98_7654_3210L;
  private static final long LEAST = Long.MIN_VALUE;
  private static final long POSITIVE = 0x0123_4567_89AB_CDEFL;

  @TempDir Path folder;
  private List<Path> files;
  private PartReader reader;

  @BeforeEach
  void write() throws Exception {
    reader =
        new DuckDbPartReader(
            new Lake(
                new InMemoryObjectStore(InMemoryObjectStore.Versioning.OFF, () -> Instant.EPOCH),
                "lake"),
            EngineLimits.DEFAULT,
            folder);
    files =
        List.of(
            old("old-1", 1, NEGATIVE),
            part("new", 2, NEGATIVE),
            part("least", 3, LEAST),
            part("plus", 4, POSITIVE),
            old("old-2", 5, POSITIVE),
            old("old-3", 6, LEAST));
  }

  private Path old(String name, int id, long upload) throws Exception {
    Path file = folder.resolve(name + ".parquet");
    try (LockedDuckDb duckDb = LockedDuckDb.open(EngineLimits.DEFAULT, folder, List.of(folder))) {
      duckDb.execute(
          "COPY (SELECT %d::BIGINT AS id, 's' AS _source, %s::UBIGINT AS _upload, 0::BIGINT AS _offset) TO '%s'"
              .formatted(id, Long.toUnsignedString(upload), file));
    }
    return file;
  }

  private Path part(String name, int id, long upload) {
    Path file = folder.resolve(name + ".parquet");
    new DuckDbPartWriter(EngineLimits.DEFAULT, folder)
        .write(
            Samples.rows(IDS, Samples.numbers(id, id + 1)),
            new PartWriter.Provenance("s", upload),
            file);
    return file;
  }

  private static List<Long> uploads(PartReader.OpenRows rows) {
    List<Long> uploads = new ArrayList<>();
    RowBatch batch = new RowBatch(rows.schema());
    for (rows.fill(batch); batch.rows() > 0; rows.fill(batch)) {
      for (int row = 0; row < batch.rows(); row++) {
        uploads.add(((ColumnVector.Longs) batch.column(1)).value(row));
      }
    }
    return uploads;
  }

  @Test
  void mergesReadBothKinds() {
    List<Long> expected = List.of(NEGATIVE, NEGATIVE, LEAST, POSITIVE, POSITIVE, LEAST);
    try (PartReader.OpenRows rows = reader.inOrder(files, IDS)) {
      assertThat(uploads(rows)).isEqualTo(expected);
    }
    KeyRange all = new KeyRange(List.of("id"), List.of(), null);
    try (PartReader.OpenRows rows = reader.sorted(files, IDS, all)) {
      assertThat(uploads(rows)).isEqualTo(expected);
    }
    try (PartReader.OpenRows rows = reader.inOrder(files.subList(0, 1), IDS)) {
      assertThat(uploads(rows)).containsExactly(NEGATIVE);
    }
  }

  @Test
  void queriesSeeOneType() {
    for (List<Path> some :
        List.of(files, files.subList(0, 1), files.subList(1, 2), List.<Path>of())) {
      assertThat(
              Samples.query(
                  folder,
                  "SELECT typeof(_upload), count(*) FROM (SELECT _upload FROM t UNION ALL (SELECT _upload FROM t)) GROUP BY 1",
                  new QueryTable("t", IDS, some)))
          .isEqualTo(some.isEmpty() ? List.of() : List.of("BIGINT," + 2 * some.size()));
    }
  }

  @Test
  void aHashFindsItsRowsInBothKinds() {
    QueryTable table = new QueryTable("t", IDS, files);
    String sql = "SELECT id FROM t WHERE _upload = %d ORDER BY id";
    assertThat(Samples.query(folder, sql.formatted(NEGATIVE), table)).containsExactly("1", "2");
    assertThat(Samples.query(folder, sql.formatted(LEAST), table)).containsExactly("3", "6");
    assertThat(Samples.query(folder, sql.formatted(POSITIVE), table)).containsExactly("4", "5");
    assertThat(Samples.query(folder, "SELECT _upload FROM t ORDER BY id", table))
        .containsExactly(
            "" + NEGATIVE, "" + NEGATIVE, "" + LEAST, "" + POSITIVE, "" + POSITIVE, "" + LEAST);
  }
}
