package dev.sheaf.local.load;

import dev.sheaf.core.row.Counts;
import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.core.upload.UploadState;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What became of a load.
 *
 * @param datasets by name
 */
public record LoadReport(List<DatasetReport> datasets) {

  /**
   * One dataset of the load.
   *
   * @param head its newest snapshot; empty where nothing could ever be loaded
   * @param news whether any upload was not settled before
   */
  public record DatasetReport(
      String dataset, Optional<Manifest> head, News news, List<UploadReport> uploads) {
    public DatasetReport {
      uploads = List.copyOf(uploads);
    }
  }

  /** Whether a load had anything to do. */
  public enum News {
    SOME,
    NONE
  }

  /**
   * One upload of the load.
   *
   * @param reason one line for people where the outcome needs one
   * @param counts as far as its records were read
   * @param since when it has its outcome
   * @param firstRejects of an upload that is refused for its rejects: some of the first, in words
   */
  public record UploadReport(
      Delivered delivered,
      UploadState state,
      Optional<String> reason,
      Optional<Counts> counts,
      Since since,
      List<String> firstRejects) {
    public UploadReport {
      firstRejects = List.copyOf(firstRejects);
    }

    /** Whether it ended otherwise than it should, by this load. */
    public boolean failed() {
      return since == Since.THIS_LOAD && isBad();
    }

    /** Whether it ended so before, and was left alone now. */
    public boolean failedBefore() {
      return since == Since.BEFORE && isBad();
    }

    private boolean isBad() {
      return state.isOutcome() && state != UploadState.LOADED;
    }
  }

  /** When an upload got its outcome. */
  public enum Since {
    THIS_LOAD,
    BEFORE
  }

  public LoadReport {
    datasets = List.copyOf(datasets);
  }

  /** All uploads that this load should have loaded, and did not. */
  public List<UploadReport> failures() {
    return uploads().filter(UploadReport::failed).toList();
  }

  /** Those that were not loaded before, are there unchanged, and were not tried again. */
  public List<UploadReport> earlierFailures() {
    return uploads().filter(UploadReport::failedBefore).toList();
  }

  private Stream<UploadReport> uploads() {
    return datasets.stream().flatMap(dataset -> dataset.uploads().stream());
  }
}
