package dev.sheaf.core.run;

import dev.sheaf.core.upload.Upload;
import java.util.List;
import java.util.Optional;

/** A plan with what follows from it, worked out once. */
public record PlannedRun(Plan plan, List<Plan.Segment> segments, Round process) {

  public static PlannedRun of(Plan plan) {
    return new PlannedRun(plan, plan.segments(), Round.process(plan));
  }

  /** The upload that a segment belongs to. */
  public PlannedUpload.Readable uploadOf(Plan.Segment segment) {
    return plan.uploads()
        .get(segment.upload())
        .match(
            readable -> readable,
            refused -> {
              throw new IllegalStateException(
                  "%s was refused, and has segments".formatted(refused.upload().object().uri()));
            });
  }

  /** How an upload is read; empty if it is refused, or is of another run. */
  public Optional<PlannedUpload.Readable> readable(Upload upload) {
    return plan.uploads().stream()
        .filter(planned -> planned.upload().equals(upload))
        .findFirst()
        .flatMap(planned -> planned.match(Optional::of, refused -> Optional.empty()));
  }
}
