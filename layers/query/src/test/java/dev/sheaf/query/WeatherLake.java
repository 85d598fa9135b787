package dev.sheaf.query;

import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.json.Digest;
import dev.sheaf.core.part.PartWriter;
import dev.sheaf.core.row.ColumnVector;
import dev.sheaf.core.row.Counts;
import dev.sheaf.core.row.Fingerprint;
import dev.sheaf.core.row.FingerprintVersion;
import dev.sheaf.core.row.RowBatch;
import dev.sheaf.core.row.RowSource;
import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.core.snapshot.ManifestStore;
import dev.sheaf.core.snapshot.Part;
import dev.sheaf.core.snapshot.SnapshotRecord;
import dev.sheaf.core.store.Lake;
import dev.sheaf.core.store.ObjectStore;
import dev.sheaf.core.store.SnapshotPlace;
import dev.sheaf.core.testing.InMemoryObjectStore;
import dev.sheaf.core.testing.InMemoryPorts;
import dev.sheaf.core.testing.InMemoryTable;
import dev.sheaf.core.zone.ObservedRows;
import dev.sheaf.engine.duckdb.DuckDbPartWriter;
import dev.sheaf.engine.duckdb.EngineLimits;
import dev.sheaf.engine.sql.QueryLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Datasets of numbers, in memory: column {@code n}, and {@code s} with {@code row n}. */
public final class WeatherLake {
  static final String BUCKET = "lake";
  static final RowSchema SCHEMA =
      new RowSchema(
          List.of(
              new RowSchema.Field("n", ColumnType.of(ColumnType.Kind.BIGINT)),
              new RowSchema.Field("s", ColumnType.of(ColumnType.Kind.VARCHAR))));

  public final InMemoryTable table = new InMemoryTable();
  final InMemoryObjectStore store =
      new InMemoryObjectStore(InMemoryObjectStore.Versioning.OFF, Instant::now);
  private final Path scratch;
  private final List<Part> written = new ArrayList<>();

  public WeatherLake(Path scratch) {
    this.scratch = scratch;
  }

  /** A dataset {@code weather} of two versions: the numbers 0 to 2, then 0 to 4. */
  public static WeatherLake ofWeather(Path scratch) {
    WeatherLake lake = new WeatherLake(scratch);
    lake.commit("weather", 0, 3);
    lake.commit("weather", 3, 5);
    return lake;
  }

  public QueryService service(long maxFetchedBytes) {
    return service(store, table, maxFetchedBytes, scratch);
  }

  /** Over any store with a bucket {@link #BUCKET}. */
  public static QueryService service(
      ObjectStore store, InMemoryTable table, long maxFetchedBytes, Path scratch) {
    ReadLimits limits =
        new ReadLimits(
            EngineLimits.DEFAULT,
            new QueryLimits(Duration.ofSeconds(60), 1_000_000),
            maxFetchedBytes);
    return new QueryService(
        InMemoryPorts.of(new Lake(store, BUCKET), table), limits, scratch.resolve("reading"));
  }

  public QueryService service() {
    return service(Long.MAX_VALUE);
  }

  public void define(String dataset) {
    table.putDefinition(dataset, "0".repeat(64));
  }

  /** Commits the next version: the parts so far and one of these numbers. */
  public void commit(String dataset, int from, int to) {
    define(dataset);
    List<Part> parts = new ArrayList<>(table.snapshots(dataset).isEmpty() ? List.of() : written);
    parts.add(part(dataset, from, to));
    written.clear();
    written.addAll(parts);
    int version = table.snapshots(dataset).size() + 1;
    long rows = parts.stream().mapToLong(Part::rows).sum();
    Manifest manifest =
        new Manifest(
            dataset,
            version,
            version - 1,
            Instant.EPOCH.plusSeconds(version),
            "0".repeat(64),
            SCHEMA,
            parts,
            List.of(),
            null,
            new Counts(rows, 0, rows, 0, 0, rows),
            Fingerprint.ZERO);
    table.commit(SnapshotRecord.of(stored(new Lake(store, BUCKET), manifest), List.of()));
  }

  /** Writes a manifest as the first one of its dataset is. */
  static ManifestStore.Stored stored(Lake lake, Manifest manifest) {
    return new ManifestStore(lake)
        .write(
            manifest,
            Optional.empty(),
            new SnapshotPlace(manifest.dataset(), manifest.version(), "a"));
  }

  /** The only commits so far must be of one dataset at a time. */
  private Part part(String dataset, int from, int to) {
    String key = "runs/%s/%d.parquet".formatted(dataset, from);
    Path file = scratch.resolve("new.parquet");
    ObservedRows numbers = new ObservedRows(new Numbers(from, to), FingerprintVersion.V1);
    try {
      PartWriter.Written part =
          new DuckDbPartWriter(EngineLimits.DEFAULT, scratch)
              .write(numbers, new PartWriter.Provenance("default", 7), file);
      byte[] bytes = Files.readAllBytes(file);
      Files.delete(file);
      store.put(BUCKET, key, bytes);
      return new Part(
          key,
          bytes.length,
          to - from,
          Digest.ofBytes(bytes).hex(),
          Fingerprint.ZERO,
          List.of(),
          numbers.zones(),
          null,
          part.footer(),
          FingerprintVersion.V1);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static final class Numbers implements RowSource {
    private final int to;
    private int next;

    Numbers(int from, int to) {
      this.next = from;
      this.to = to;
    }

    @Override
    public RowSchema schema() {
      return SCHEMA;
    }

    @Override
    public void fill(RowBatch batch) {
      batch.clear();
      for (; next < to && !batch.isFull(); next++) {
        byte[] text = ("row " + next).getBytes(StandardCharsets.UTF_8);
        ((ColumnVector.Longs) batch.column(0)).set(batch.rows(), next);
        ((ColumnVector.Texts) batch.column(1)).append(batch.rows(), text, 0, text.length);
        batch.commitRow(next);
      }
    }
  }
}
