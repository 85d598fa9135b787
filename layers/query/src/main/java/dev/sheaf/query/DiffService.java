package dev.sheaf.query;

import dev.sheaf.core.dataset.Definitions;
import dev.sheaf.core.dataset.Integration;
import dev.sheaf.core.part.ScratchFullException;
import dev.sheaf.core.row.Fingerprint;
import dev.sheaf.core.row.FingerprintVersion;
import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.core.snapshot.Part;
import dev.sheaf.core.store.Lake;
import dev.sheaf.engine.duckdb.LockedDuckDb;
import dev.sheaf.engine.duckdb.QueryException;
import dev.sheaf.engine.duckdb.QueryTable;
import dev.sheaf.engine.sql.SnapshotDiff;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares two snapshots of a dataset. Parts that both have are not read. */
public final class DiffService {
  private final PartFetcher fetcher;
  private final Definitions definitions;
  private final ReadLimits limits;
  private final Path scratch;

  /**
   * @param scratch folder for the files of comparisons under way
   */
  public DiffService(Lake lake, Definitions definitions, ReadLimits limits, Path scratch) {
    this.fetcher = new PartFetcher(lake);
    this.definitions = definitions;
    this.limits = limits;
    this.scratch = scratch;
  }

  /**
   * A difference, and what was read for it.
   *
   * @param key by which rows were compared; empty: they were counted
   * @param partsBefore parts that only the earlier one has
   * @param partsAfter parts that only the later one has
   */
  public record SnapshotDifference(
      SnapshotDiff.Difference rows, List<String> key, int partsBefore, int partsAfter) {
    public SnapshotDifference {
      key = List.copyOf(key);
    }
  }

  /**
   * Compares the visible rows.
   *
   * @param key columns by which rows are the same; empty: the key of the dataset, where it has one
   * @param samples how many of each kind of change to give
   * @throws QueryException if the key is none, or the comparison takes more than its limits
   */
  public SnapshotDifference diff(Manifest before, Manifest after, List<String> key, int samples) {
    List<String> by = key.isEmpty() ? key(before, after) : key;
    List<Part> onlyBefore = without(before.parts(), after.parts());
    List<Part> onlyAfter = without(after.parts(), before.parts());
    requireAffordable(onlyBefore, onlyAfter);
    try (ReadFolder folder = ReadFolder.in(scratch);
        LockedDuckDb duckDb =
            LockedDuckDb.open(limits.engine(), folder.path(), List.of(folder.path()))) {
      QueryTable first = fetch(before, onlyBefore, folder.path().resolve("before"));
      QueryTable second = fetch(after, onlyAfter, folder.path().resolve("after"));
      return new SnapshotDifference(
          new SnapshotDiff(duckDb, limits.query()).compare(first, second, by, samples),
          by,
          onlyBefore.size(),
          onlyAfter.size());
    }
  }

  /** The dataset's key, if it is the same in both. */
  private List<String> key(Manifest before, Manifest after) {
    List<String> key = key(after);
    return key.equals(key(before)) ? key : List.of();
  }

  private List<String> key(Manifest manifest) {
    return definitions
        .pinned(manifest.dataset(), manifest.definitionDigest())
        .integration()
        .match(
            append -> List.of(),
            replace -> List.of(),
            Integration.Upsert::key,
            aggregate -> aggregate.aggregation().groupBy());
  }

  /**
   * By what parts are known to have the same rows: the same bytes, of which both snapshots show the
   * same. Where a column was dropped or renamed between them, the fingerprints differ.
   */
  private record Shown(String sha256, FingerprintVersion version, Fingerprint fingerprint) {
    static Shown of(Part part) {
      return new Shown(part.sha256(), part.fingerprintVersion(), part.fingerprint());
    }
  }

  /** Parts of the same rows are left out in pairs. */
  private static List<Part> without(List<Part> parts, List<Part> others) {
    Map<Shown, Integer> there = new HashMap<>();
    others.forEach(part -> there.merge(Shown.of(part), 1, Integer::sum));
    List<Part> left = new ArrayList<>();
    for (Part part : parts) {
      if (there.merge(Shown.of(part), -1, Integer::sum) < 0) {
        left.add(part);
      }
    }
    return left;
  }

  private void requireAffordable(List<Part> before, List<Part> after) {
    long bytes =
        before.stream().mapToLong(Part::bytes).sum() + after.stream().mapToLong(Part::bytes).sum();
    if (bytes > limits.maxFetchedBytes()) {
      throw new QueryException(
          "%d parts of %.1f MB in all would have to be read, and the limit is %.1f MB"
              .formatted(
                  before.size() + after.size(), bytes / 1e6, limits.maxFetchedBytes() / 1e6));
    }
  }

  private QueryTable fetch(Manifest manifest, List<Part> parts, Path folder) {
    List<Path> files = new ArrayList<>();
    try {
      Files.createDirectory(folder);
    } catch (IOException e) {
      throw new ScratchFullException(folder, e);
    }
    for (Part part : parts) {
      Path file = folder.resolve("%06d.parquet".formatted(files.size()));
      fetcher.fetch(part, file);
      files.add(file);
    }
    return new QueryTable(manifest.dataset(), manifest.schema(), files);
  }
}
