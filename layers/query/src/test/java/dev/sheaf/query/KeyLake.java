package dev.sheaf.query;

import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.Integration;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.index.IndexWriter;
import dev.sheaf.core.json.Digest;
import dev.sheaf.core.row.Counts;
import dev.sheaf.core.row.Fingerprint;
import dev.sheaf.core.row.FingerprintVersion;
import dev.sheaf.core.snapshot.FooterPlace;
import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.core.snapshot.ManifestStore;
import dev.sheaf.core.snapshot.Part;
import dev.sheaf.core.snapshot.SnapshotRecord;
import dev.sheaf.core.store.Lake;
import dev.sheaf.core.testing.InMemoryObjectStore;
import dev.sheaf.core.testing.InMemoryTable;
import dev.sheaf.core.zone.RowSummary;
import dev.sheaf.core.zone.Zone;
import dev.sheaf.core.zone.ZoneMap;
import dev.sheaf.engine.parquet.PartCompletion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A dataset {@code keyed}, indexed by {@code k}: parts of {@code k} (BIGINT) and {@code v} (VARCHAR). */
final class KeyLake {
  private static final ColumnType BIGINT = ColumnType.of(ColumnType.Kind.BIGINT);
  private static final ColumnType VARCHAR = ColumnType.of(ColumnType.Kind.VARCHAR);
  private static final Definition DEFINITION =
      new Definition(
          "keyed",
          Map.of(),
          List.of(Column.of("k", BIGINT), Column.of("v", VARCHAR)),
          null,
          Definition.UnknownColumns.REJECT,
          new Integration.Append(),
          List.of("k"),
          null,
          0.01,
          Definition.Admission.ON_UPLOAD,
          List.of());

  final InMemoryTable table = new InMemoryTable();
  final CountingStore counted;
  private final InMemoryObjectStore store =
      new InMemoryObjectStore(InMemoryObjectStore.Versioning.OFF, Instant::now);
  private final Path scratch;
  private final List<Part> parts = new ArrayList<>();

  KeyLake(Path scratch) {
    this.scratch = scratch;
    this.counted = new CountingStore(store);
  }

  /**
   * Adds a part.
   *
   * @param rows a SELECT of {@code k} and {@code v}
   * @param options of DuckDB's COPY
   */
  void add(String rows, String options) throws Exception {
    Path file = scratch.resolve("part.parquet");
    Files.deleteIfExists(file);
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckDb.createStatement()) {
      statement.execute("SET threads = 1");
      statement.execute(
          "COPY (%s) TO '%s' (FORMAT parquet, COMPRESSION zstd, %s)"
              .formatted(rows, file, options));
      try (ResultSet zone =
          statement.executeQuery("SELECT count(*), min(k), max(k) FROM '%s'".formatted(file))) {
        zone.next();
        Zone keys = new Zone(BIGINT, 0, zone.getString(2), zone.getString(3));
        FooterPlace footer =
            PartCompletion.complete(
                file,
                new RowSummary(
                    zone.getLong(1), Fingerprint.ZERO, FingerprintVersion.V1, List.of()));
        byte[] bytes = Files.readAllBytes(file);
        String key = "runs/r/0/%06d-a.parquet".formatted(parts.size());
        store.put(WeatherLake.BUCKET, key, bytes);
        parts.add(
            new Part(
                key,
                bytes.length,
                zone.getLong(1),
                Digest.ofBytes(bytes).hex(),
                Fingerprint.ZERO,
                List.of(),
                new ZoneMap(Map.of("k", keys)),
                null,
                footer,
                FingerprintVersion.V1));
      }
    }
  }

  /** Changes one bit of the first part. */
  void damage(int byteFromStart) {
    Part part = parts.get(0);
    byte[] bytes = store.read(WeatherLake.BUCKET, part.key()).orElseThrow().clone();
    bytes[byteFromStart] ^= 1;
    store.put(WeatherLake.BUCKET, part.key(), bytes);
  }

  /** Commits all parts so far as the next version, with its index. */
  SnapshotRecord commit() {
    int version = table.snapshots("keyed").size() + 1;
    Manifest manifest =
        new Manifest(
            "keyed",
            version,
            version - 1,
            Instant.EPOCH.plusSeconds(version),
            "0".repeat(64),
            RowSchema.of(DEFINITION),
            parts,
            List.of(),
            null,
            Counts.NONE,
            Fingerprint.ZERO);
    ManifestStore.Stored stored = WeatherLake.stored(new Lake(store, WeatherLake.BUCKET), manifest);
    new IndexWriter(table, table).write(DEFINITION, manifest, stored.key());
    table.putDefinition("keyed", "0".repeat(64));
    SnapshotRecord snapshot = SnapshotRecord.of(stored, List.of());
    table.commit(snapshot);
    return snapshot;
  }

  QueryService service() {
    return WeatherLake.service(counted, table, Long.MAX_VALUE, scratch);
  }
}
