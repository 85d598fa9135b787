package dev.sheaf.core.run;

import dev.sheaf.core.framing.Cuts;
import dev.sheaf.core.row.FingerprintVersion;
import dev.sheaf.core.store.ResultKeys;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run does, fixed once for all: its uploads, how each is read, and where it is cut. The
 * segments of all uploads, in order, are numbered from 0. {@link RunDocuments} keeps it.
 *
 * @param fingerprintVersion by which rows are fingerprinted
 * @param layout where results lie
 * @param uploads in upload order
 */
public record Plan(
    String run,
    String dataset,
    String definitionDigest,
    long segmentBytes,
    FingerprintVersion fingerprintVersion,
    ResultKeys.Layout layout,
    List<PlannedUpload> uploads) {

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

  /** The keys of what its tasks leave. */
  public ResultKeys results() {
    return new ResultKeys(dataset, run, layout);
  }

  /** All segments of the run, by number. */
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
