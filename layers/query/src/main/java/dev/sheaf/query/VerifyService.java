package dev.sheaf.query;

import dev.sheaf.core.row.Fingerprint;
import dev.sheaf.core.row.FingerprintVersion;
import dev.sheaf.core.row.RowBatch;
import dev.sheaf.core.row.RowHasher;
import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.core.snapshot.Part;
import dev.sheaf.core.store.Lake;
import dev.sheaf.engine.duckdb.EngineLimits;
import dev.sheaf.engine.duckdb.VisibleRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Reads a whole snapshot back, a part at a time, and holds it against its manifest. */
public final class VerifyService {
  private final PartFetcher fetcher;
  private final EngineLimits limits;
  private final Path scratch;

  /**
   * @param scratch folder for the part that is being read
   */
  public VerifyService(Lake lake, EngineLimits limits, Path scratch) {
    this.fetcher = new PartFetcher(lake);
    this.limits = limits;
    this.scratch = scratch;
  }

  /**
   * What came of it.
   *
   * @param rows read back
   * @param fingerprints of these, by every version
   * @param problems a line for people per part that is not what the manifest says; empty: all are
   */
  public record Verified(
      int parts,
      long rows,
      Map<FingerprintVersion, Fingerprint> fingerprints,
      List<String> problems) {
    public Verified {
      fingerprints = Map.copyOf(fingerprints);
      problems = List.copyOf(problems);
    }
  }

  /**
   * Verifies bytes, rows and fingerprint of every part.
   *
   * @throws dev.sheaf.core.store.TransientException if the store did not answer
   */
  public Verified verify(Manifest manifest) {
    List<String> problems = new ArrayList<>();
    long rows = 0;
    Map<FingerprintVersion, Fingerprint> fingerprints = new EnumMap<>(FingerprintVersion.class);
    try (ReadFolder folder = ReadFolder.in(scratch)) {
      Path file = folder.path().resolve("part.parquet");
      for (Part part : manifest.parts()) {
        try {
          fetcher.fetch(part, file);
          Content content = content(manifest, file, folder.path());
          rows += content.rows();
          content
              .fingerprints()
              .forEach((version, one) -> fingerprints.merge(version, one, Fingerprint::plus));
          if (!content.isOf(part)) {
            problems.add(
                "part %s has %d rows of fingerprint %s instead of %d of %s"
                    .formatted(
                        part.key(),
                        content.rows(),
                        content.fingerprints().get(part.fingerprintVersion()),
                        part.rows(),
                        part.fingerprint()));
          }
        } catch (IllegalStateException damaged) {
          problems.add(String.valueOf(damaged.getMessage()));
        }
        delete(file);
      }
    }
    Fingerprint fingerprint =
        fingerprints.getOrDefault(manifest.fingerprintVersion(), Fingerprint.ZERO);
    if (problems.isEmpty() && !fingerprint.equals(manifest.fingerprint())) {
      problems.add(
          "the parts together have the fingerprint %s instead of %s"
              .formatted(fingerprint, manifest.fingerprint()));
    }
    return new Verified(manifest.parts().size(), rows, fingerprints, problems);
  }

  /** The rows of a part, counted and hashed. */
  private record Content(long rows, Map<FingerprintVersion, Fingerprint> fingerprints) {
    boolean isOf(Part part) {
      return rows == part.rows()
          && part.fingerprint().equals(fingerprints.get(part.fingerprintVersion()));
    }
  }

  private Content content(Manifest manifest, Path file, Path folder) {
    Map<FingerprintVersion, RowHasher> hashers = new EnumMap<>(FingerprintVersion.class);
    for (FingerprintVersion version : FingerprintVersion.values()) {
      hashers.put(version, version.hasher(manifest.schema()));
    }
    RowBatch batch = new RowBatch(manifest.schema());
    long count = 0;
    try (VisibleRows rows = new VisibleRows(limits, folder, file, manifest.schema())) {
      for (rows.fill(batch); batch.rows() > 0; rows.fill(batch)) {
        for (RowHasher hasher : hashers.values()) {
          hasher.add(batch);
        }
        count += batch.rows();
      }
    }
    Map<FingerprintVersion, Fingerprint> fingerprints = new EnumMap<>(FingerprintVersion.class);
    hashers.forEach((version, hasher) -> fingerprints.put(version, hasher.fingerprint()));
    return new Content(count, fingerprints);
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + file, e);
    }
  }
}
