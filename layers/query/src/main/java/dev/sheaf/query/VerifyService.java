package dev.sheaf.query;

import dev.sheaf.core.row.Fingerprint;
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
import java.util.List;

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
   * @param fingerprint of these
   * @param problems a line for people per part that is not what the manifest says; empty: all are
   */
  public record Verified(int parts, long rows, Fingerprint fingerprint, List<String> problems) {
    public Verified {
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
    Fingerprint fingerprint = Fingerprint.ZERO;
    try (ReadFolder folder = ReadFolder.in(scratch)) {
      Path file = folder.path().resolve("part.parquet");
      for (Part part : manifest.parts()) {
        try {
          fetcher.fetch(part, file);
          Content content = content(manifest, file, folder.path());
          rows += content.rows();
          fingerprint = fingerprint.plus(content.fingerprint());
          if (!content.isOf(part)) {
            problems.add(
                "part %s has %d rows of fingerprint %s instead of %d of %s"
                    .formatted(
                        part.key(),
                        content.rows(),
                        content.fingerprint(),
                        part.rows(),
                        part.fingerprint()));
          }
        } catch (IllegalStateException damaged) {
          problems.add(String.valueOf(damaged.getMessage()));
        }
        delete(file);
      }
    }
    if (problems.isEmpty() && !fingerprint.equals(manifest.fingerprint())) {
      problems.add(
          "the parts together have the fingerprint %s instead of %s"
              .formatted(fingerprint, manifest.fingerprint()));
    }
    return new Verified(manifest.parts().size(), rows, fingerprint, problems);
  }

  /** The rows of a part, counted and hashed. */
  private record Content(long rows, Fingerprint fingerprint) {
    boolean isOf(Part part) {
      return rows == part.rows() && fingerprint.equals(part.fingerprint());
    }
  }

  private Content content(Manifest manifest, Path file, Path folder) {
    RowHasher hasher = manifest.fingerprintVersion().hasher(manifest.schema());
    RowBatch batch = new RowBatch(manifest.schema());
    long count = 0;
    try (VisibleRows rows = new VisibleRows(limits, folder, file, manifest.schema())) {
      for (rows.fill(batch); batch.rows() > 0; rows.fill(batch)) {
        hasher.add(batch);
        count += batch.rows();
      }
    }
    return new Content(count, hasher.fingerprint());
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + file, e);
    }
  }
}
