package dev.sheaf.core.run;

import java.util.List;

/** A plan with what follows from it, worked out once. */
public record PlannedRun(Plan plan, List<Plan.Segment> segments, Round process) {

  public static PlannedRun of(Plan plan) {
    return new PlannedRun(plan, plan.segments(), Round.process(plan));
  }

  /** The upload that a segment belongs to. */
  public Plan.PlannedUpload uploadOf(Plan.Segment segment) {
    return plan.uploads().get(segment.upload());
  }
}
