package dev.sheaf.core.snapshot;

import dev.sheaf.core.record.Counts;
import dev.sheaf.core.upload.Upload;
import java.util.List;

/**
 * What one upload gave to a dataset.
 *
 * @param attempt at which it was loaded: 1, or one more for every reload
 * @param run the run that loaded it
 * @param rejects keys in the lake bucket of the NDJSON objects that hold its rejects
 */
public record Contribution(
    Upload upload, int attempt, String run, Counts counts, List<String> rejects) {

  public Contribution {
    rejects = List.copyOf(rejects);
  }
}
