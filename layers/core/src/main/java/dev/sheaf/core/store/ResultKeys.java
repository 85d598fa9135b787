package dev.sheaf.core.store;

/**
 * Keys of what the tasks of a run leave. They hold the execution, so nothing is ever overwritten.
 *
 * @param layout that the run was planned with
 */
public record ResultKeys(String dataset, String run, Layout layout) {
  /** Under which prefixes results lie. */
  public enum Layout {
    /** All of a run together; as runs have it that earlier versions planned. */
    BY_RUN,
    /** By dataset and kind, so that the right to read can be given for one dataset. */
    BY_DATASET
  }

  /** What a task gave. */
  public String output(TaskOutput output, int round, int task, String execution) {
    return key(output.folder(), round, task, execution) + output.suffix();
  }

  public String rejects(int round, int task, String execution) {
    return key("rejects", round, task, execution) + LakeKeys.REJECTS;
  }

  private String key(String kind, int round, int task, String execution) {
    return switch (layout) {
      case BY_RUN -> "%s%s/%d/%06d-%s".formatted(LakeKeys.RUNS, run, round, task, execution);
      case BY_DATASET -> {
        String own = "%s/%d-%06d-%s".formatted(run, round, task, execution);
        yield "%s%s/%s/%s/%s".formatted(LakeKeys.TABLES, dataset, kind, LakeKeys.spread(own), own);
      }
    };
  }
}
