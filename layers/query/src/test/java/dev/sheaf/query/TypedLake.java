package dev.sheaf.query;

import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.json.Digest;
import dev.sheaf.core.row.Counts;
import dev.sheaf.core.row.Fingerprint;
import dev.sheaf.core.row.RowBatch;
import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.core.snapshot.ManifestStore;
import dev.sheaf.core.snapshot.Part;
import dev.sheaf.core.snapshot.SnapshotRecord;
import dev.sheaf.core.store.Lake;
import dev.sheaf.core.testing.InMemoryObjectStore;
import dev.sheaf.core.testing.InMemoryTable;
import dev.sheaf.core.zone.Zones;
import dev.sheaf.engine.duckdb.EngineLimits;
import dev.sheaf.engine.duckdb.VisibleRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One snapshot of a dataset {@code t}: a key, a column of every type, and a text that nobody asks for, long
 * enough that parts of several row groups are worth being read in pieces.
 */
final class TypedLake {
  static final int ROW_GROUP_ROWS = 2048;
  static final List<String> COLUMNS = List.of("k", "b", "i", "f", "d", "w", "day", "at", "s");
  static final RowSchema SCHEMA =
      new RowSchema(
          List.of(
              field("k", "bigint"),
              field("b", "boolean"),
              field("i", "bigint"),
              field("f", "double"),
              field("d", "decimal(6,2)"),
              field("w", "decimal(30,4)"),
              field("day", "date"),
              field("at", "timestamp"),
              field("s", "varchar"),
              field("pad", "varchar")));

  final InMemoryObjectStore store =
      new InMemoryObjectStore(InMemoryObjectStore.Versioning.OFF, Instant::now);
  private final InMemoryTable table = new InMemoryTable();
  private final List<Part> parts = new ArrayList<>();
  private final Path scratch;

  TypedLake(Path scratch) {
    this.scratch = scratch;
  }

  private static RowSchema.Field field(String name, String type) {
    return new RowSchema.Field(name, ColumnType.parse(type));
  }

  /**
   * Adds a part.
   *
   * @param rows a SELECT of the columns; one row group for so many rows
   */
  void add(Connection duckDb, String rows) {
    Path file = file(parts.size());
    try (Statement statement = duckDb.createStatement()) {
      statement.execute(
          "COPY (%s) TO '%s' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE %d)"
              .formatted(rows, file, ROW_GROUP_ROWS));
      byte[] bytes = Files.readAllBytes(file);
      String key = "runs/r/0/%06d-a.parquet".formatted(parts.size());
      store.put(WeatherLake.BUCKET, key, bytes);
      Zones zones = new Zones(SCHEMA);
      parts.add(
          new Part(
              key,
              bytes.length,
              zone(file, zones),
              Digest.ofBytes(bytes).hex(),
              Fingerprint.ZERO,
              List.of(),
              zones.zoneMap()));
    } catch (SQLException | IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The local copy of a part. */
  Path file(int part) {
    return scratch.resolve("part-%d.parquet".formatted(part));
  }

  private long zone(Path file, Zones zones) {
    RowBatch batch = new RowBatch(SCHEMA);
    long rows = 0;
    try (VisibleRows source = new VisibleRows(EngineLimits.DEFAULT, scratch, file, SCHEMA)) {
      for (source.fill(batch); batch.rows() > 0; source.fill(batch)) {
        zones.add(batch);
        rows += batch.rows();
      }
    }
    return rows;
  }

  /** Commits the parts as version 1. */
  Manifest commit() {
    Manifest manifest =
        new Manifest(
            "t",
            1,
            0,
            Instant.EPOCH,
            "0".repeat(64),
            SCHEMA,
            parts,
            List.of(),
            null,
            Counts.NONE,
            Fingerprint.ZERO);
    ManifestStore.Stored stored = WeatherLake.stored(new Lake(store, WeatherLake.BUCKET), manifest);
    table.putDefinition("t", "0".repeat(64));
    table.commit(SnapshotRecord.of(stored, List.of()));
    return manifest;
  }

  QueryService service() {
    return WeatherLake.service(store, table, Long.MAX_VALUE, scratch);
  }
}
