package dev.sheaf.aws;

import dev.sheaf.core.run.RunItem;
import dev.sheaf.core.run.WatchedRun;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/** How a run is kept. A new one is listed as open until it is finished. */
final class RunItems {
  static final TableSchema<WatchedRun> SCHEMA =
      RecordSchema.of(
              WatchedRun.class,
              watched -> TableKeys.run(watched.run().dataset(), watched.run().run()),
              RunItems::watched)
          .open(
              watched -> TableKeys.openRuns(watched.run().dataset()),
              watched -> TableKeys.due(watched.due()))
          .text("run", watched -> watched.run().run())
          .text("dataset", watched -> watched.run().dataset())
          .text("state", watched -> watched.run().state().name())
          .text("created", watched -> watched.run().created().toString())
          .number("snapshot", watched -> snapshot(watched.run()))
          .text("reason", watched -> watched.run().reason())
          .number("quietLooks", watched -> (long) watched.quietLooks())
          .number("tasksDone", WatchedRun::tasksDone)
          .build();

  /**
   * That a dataset has runs which are not finished, or had one not long ago.
   *
   * @param opened when the last one was opened
   */
  record OpenDataset(String dataset, Instant opened) {
    static final TableSchema<OpenDataset> SCHEMA =
        RecordSchema.of(
                OpenDataset.class,
                item -> TableKeys.openDataset(item.dataset),
                draft ->
                    new OpenDataset(
                        draft.text("dataset"), Instant.parse(draft.text(TableKeys.DUE))))
            .open(item -> TableKeys.OPEN_DATASET, item -> TableKeys.due(item.opened))
            .text("dataset", OpenDataset::dataset)
            .build();
  }

  private RunItems() {}

  private static @Nullable Long snapshot(RunItem run) {
    Integer version = run.snapshot();
    return version == null ? null : version.longValue();
  }

  private static WatchedRun watched(Draft draft) {
    RunItem run = record(draft);
    String due = draft.textOrNull(TableKeys.DUE);
    return new WatchedRun(
        run,
        due == null ? run.created() : Instant.parse(due),
        draft.count("quietLooks"),
        draft.number("tasksDone"));
  }

  private static RunItem record(Draft draft) {
    return new RunItem(
        draft.text("run"),
        draft.text("dataset"),
        RunItem.State.valueOf(draft.text("state")),
        Instant.parse(draft.text("created")),
        draft.countOrNull("snapshot"),
        draft.textOrNull("reason"));
  }
}
