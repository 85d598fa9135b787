package dev.sheaf.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sheaf.core.snapshot.SnapshotRecord;
import dev.sheaf.engine.duckdb.QueryException;
import dev.sheaf.engine.result.OutputFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LookupTest {
  @TempDir Path scratch;

  private static String csv(QueryAnswer answer) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try {
      OutputFormat.CSV.writer().write(answer.rows(), text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return text.toString(StandardCharsets.UTF_8);
  }

  private static LookupRequest key(String key) {
    return new LookupRequest("keyed", key, null, null);
  }

  /** Rows of even keys, from one to before another. */
  private static String evenKeys(long from, long to) {
    return "SELECT k, md5(k::VARCHAR) AS v FROM range(%d, %d, 2) AS r(k)".formatted(from, to);
  }

  @Test
  void aKeyAmong100PartsTakesFourCallsAndAHundredthOfTheBytes() throws Exception {
    KeyLake lake = new KeyLake(scratch);
    for (int part = 0; part < 100; part++) {
      lake.add(evenKeys(part * 40_960L, (part + 1) * 40_960L), "ROW_GROUP_SIZE 2048");
    }
    SnapshotRecord snapshot = lake.commit();

    for (long key : List.of(0L, 2L, 40_958L, 40_960L, 2_000_000L, 4_095_998L)) {
      lake.counted.calls = 0;
      lake.counted.bytes = 0;
      try (LookupAnswer found = lake.service().lookup(key(Long.toString(key)))) {
        assertThat(csv(found.answer())).startsWith("k,v\n%d,".formatted(key)).hasLineCount(2);
        assertThat(found.effort().calls()).isEqualTo(lake.counted.calls).isLessThanOrEqualTo(4);
        assertThat(found.effort().bytes()).isEqualTo(lake.counted.bytes);
        assertThat(lake.counted.bytes).isLessThanOrEqualTo(snapshot.bytes() / 100);
        if (key == 2_000_000) {
          System.out.printf(
              "lookup in %d parts of %.1f MB: %s%n",
              snapshot.parts(), snapshot.bytes() / 1e6, found.effort());
        }
      }
    }
    try (LookupAnswer missing = lake.service().lookup(key("2000001"))) {
      assertThat(csv(missing.answer())).isEqualTo("k,v\n");
    }
    lake.counted.calls = 0;
    try (LookupAnswer outside = lake.service().lookup(key("-1"))) {
      assertThat(csv(outside.answer())).isEqualTo("k,v\n");
      assertThat(lake.counted.calls).as("the index knows").isZero();
    }
  }

  /** The same rows in random order, so that all parts may hold every key. */
  private static void scatter(KeyLake lake, String options) throws Exception {
    for (int part = 0; part < 20; part++) {
      lake.add(
          "SELECT (hash(i) %% 1000000000)::BIGINT AS k, md5(i::VARCHAR) AS v FROM range(%d, %d) AS r(i)"
              .formatted(part * 40_960L, (part + 1) * 40_960L),
          "ROW_GROUP_SIZE 20480, " + options);
    }
  }

  @Test
  void bloomFiltersSpareTheRowGroupsThatDoNotHoldTheKey() throws Exception {
    List<LookupAnswer.Effort> efforts = new ArrayList<>();
    List<String> rows = new ArrayList<>();
    for (String options : List.of("DICTIONARY_SIZE_LIMIT 1", "DICTIONARY_SIZE_LIMIT 1000000")) {
      KeyLake lake = new KeyLake(scratch);
      long start = System.nanoTime();
      scatter(lake, options);
      long millis = (System.nanoTime() - start) / 1_000_000;
      SnapshotRecord snapshot = lake.commit();
      String key;
      try (QueryAnswer any =
          lake.service()
              .query(QueryRequest.newest("SELECT k FROM keyed WHERE v = md5('500000')"))) {
        key = csv(any).lines().skip(1).findFirst().orElseThrow();
      }
      try (LookupAnswer found = lake.service().lookup(key(key))) {
        rows.add(csv(found.answer()));
        efforts.add(found.effort());
      }
      System.out.printf(
          "%-30s %d parts, %.1f MB written in %d ms: %s%n",
          options,
          snapshot.parts(),
          snapshot.bytes() / 1e6,
          millis,
          efforts.get(efforts.size() - 1));
    }
    assertThat(rows.get(0)).isEqualTo(rows.get(1)).hasLineCount(2);
    assertThat(efforts.get(0).rowGroups()).isEqualTo(40);
    assertThat(efforts.get(1).rowGroups()).isLessThan(5);
    assertThat(efforts.get(1).bytes()).isLessThan(efforts.get(0).bytes() / 3);
  }

  @Test
  void whatALookupReadsIsChecked() throws Exception {
    // By the index, and by the manifest.
    for (String column : List.of("k", "v")) {
      KeyLake lake = new KeyLake(scratch);
      lake.add(evenKeys(0, 9_000), "ROW_GROUP_SIZE 2048");
      SnapshotRecord snapshot = lake.commit();
      lake.damage(10);
      assertThatThrownBy(() -> lake.service().lookup(new LookupRequest("keyed", "2", "k", null)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("runs/r/0/000000-a.parquet: bytes 4 to")
          .hasMessageContaining("column 'k'");
      try (LookupAnswer other = lake.service().lookup(key("8000"))) {
        assertThat(csv(other.answer())).as("of another row group").hasLineCount(2);
      }
      lake.damage((int) snapshot.bytes() - 100);
      assertThatThrownBy(
              () -> lake.service().lookup(new LookupRequest("keyed", "8000", column, null)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("runs/r/0/000000-a.parquet: a footer of");
    }
  }

  @Test
  void otherColumnsAreLookedUpByTheManifest() throws Exception {
    KeyLake lake = new KeyLake(scratch);
    lake.add("SELECT 1 AS k, 'a' AS v UNION ALL SELECT 2, 'b'", "ROW_GROUP_SIZE 2048");
    lake.commit();
    lake.add("SELECT 3 AS k, 'b' AS v", "ROW_GROUP_SIZE 2048");
    lake.commit();

    try (LookupAnswer found = lake.service().lookup(new LookupRequest("keyed", "b", "V", null))) {
      assertThat(csv(found.answer()).lines().sorted()).containsExactly("2,b", "3,b", "k,v");
    }
    try (LookupAnswer found = lake.service().lookup(new LookupRequest("keyed", "3", "k", 1))) {
      assertThat(csv(found.answer())).isEqualTo("k,v\n");
    }
    assertThatThrownBy(() -> lake.service().lookup(key("x")))
        .isInstanceOf(QueryException.class)
        .hasMessage("'x' is no bigint, which column 'k' holds");
    assertThatThrownBy(() -> lake.service().lookup(new LookupRequest("keyed", "3", "kk", null)))
        .isInstanceOf(QueryException.class)
        .hasMessageContaining("has no column 'kk'");
    assertThatThrownBy(() -> lake.service().lookup(new LookupRequest("keyed", "3", null, 9)))
        .isInstanceOf(QueryException.class)
        .hasMessageContaining("has no version 9");
  }

  @Test
  void aQueryReadsTheRowGroupsThatMayMatch() throws Exception {
    KeyLake lake = new KeyLake(scratch);
    lake.add(evenKeys(0, 200_000), "ROW_GROUP_SIZE 20480");
    SnapshotRecord snapshot = lake.commit();
    assertThat(snapshot.bytes()).isGreaterThan(1 << 20);

    try (QueryAnswer answer =
        lake.service()
            .query(QueryRequest.newest("SELECT count(*) AS c FROM keyed WHERE k < 1000"))) {
      assertThat(csv(answer)).isEqualTo("c\n500\n");
      assertThat(answer.reading().prunedRowGroups()).isGreaterThanOrEqualTo(3);
      assertThat(answer.reading().bytes()).isLessThan(snapshot.bytes() / 2);
    }
    try (QueryAnswer none =
        lake.service()
            .query(QueryRequest.newest("SELECT count(*) AS c FROM keyed WHERE v < '' AND k > 5"))) {
      assertThat(csv(none)).isEqualTo("c\n0\n");
    }
  }
}
