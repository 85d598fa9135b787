package dev.sheaf.core.run;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.sheaf.core.framing.Cuts;
import dev.sheaf.core.record.UploadLayout;
import dev.sheaf.core.upload.Upload;
import dev.sheaf.core.upload.UploadOutcome;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run does, fixed once for all: its uploads, how each is read, and where it is cut. The
 * segments of all uploads, in order, are numbered from 0.
 *
 * @param uploads in upload order
 */
public record Plan(
    String run,
    String dataset,
    String definitionDigest,
    long segmentBytes,
    List<PlannedUpload> uploads) {

  /**
   * An upload of the run. Either it can be read by {@code layout}, or {@code refusal} says why not.
   *
   * @param attempt 1 at first, one more with every reload
   */
  public record PlannedUpload(
      Upload upload, int attempt, @Nullable UploadLayout layout, @Nullable UploadOutcome refusal) {

    public PlannedUpload {
      if ((layout == null) == (refusal == null)) {
        throw new IllegalArgumentException(
            "%s has either a layout or a refusal".formatted(upload.object().uri()));
      }
    }

    /** The layout of an upload for which there are tasks. */
    public UploadLayout requireLayout() {
      return requireNonNull(layout, "only uploads with a layout have segments");
    }

    Cuts cuts(long segmentBytes) {
      long size = upload.object().sizeBytes();
      return layout == null ? new Cuts(size, size, segmentBytes) : layout.cuts(size, segmentBytes);
    }
  }

  /**
   * A segment of an upload.
   *
   * @param number among all segments of the run
   * @param upload index into {@link Plan#uploads}
   * @param index among the segments of its upload
   * @param from offset of its first byte
   * @param to offset behind its last byte
   */
  public record Segment(int number, int upload, int index, long from, long to) {}

  public Plan {
    uploads = List.copyOf(uploads);
  }

  /** All segments of the run, by number. */
  @JsonIgnore
  public List<Segment> segments() {
    List<Segment> segments = new ArrayList<>();
    for (int upload = 0; upload < uploads.size(); upload++) {
      Cuts cuts = uploads.get(upload).cuts(segmentBytes);
      for (int index = 0; index < cuts.count(); index++) {
        segments.add(new Segment(segments.size(), upload, index, cuts.from(index), cuts.to(index)));
      }
    }
    return segments;
  }
}
