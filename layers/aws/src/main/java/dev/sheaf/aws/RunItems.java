package dev.sheaf.aws;

import dev.sheaf.core.run.RunRecord;
import java.time.Instant;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/** How a run is kept. A new one is listed as open until it is finished. */
final class RunItems {
  static final TableSchema<RunRecord> SCHEMA =
      RecordSchema.of(
              RunRecord.class, run -> TableKeys.run(run.dataset(), run.run()), RunItems::record)
          .open(run -> TableKeys.OPEN_RUN, run -> run.created().toString())
          .text("run", RunRecord::run)
          .text("dataset", RunRecord::dataset)
          .text("state", run -> run.state().name())
          .text("created", run -> run.created().toString())
          .number("snapshot", run -> run.snapshot() == null ? null : (long) run.snapshot())
          .text("reason", RunRecord::reason)
          .build();

  private RunItems() {}

  private static RunRecord record(Draft draft) {
    return new RunRecord(
        draft.text("run"),
        draft.text("dataset"),
        RunRecord.State.valueOf(draft.text("state")),
        Instant.parse(draft.text("created")),
        draft.countOrNull("snapshot"),
        draft.textOrNull("reason"));
  }
}
