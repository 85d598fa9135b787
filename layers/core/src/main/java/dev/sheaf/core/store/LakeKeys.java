package dev.sheaf.core.store;

/**
 * Every key of the lake bucket. Keys of results hold the run and the attempt, so nothing is ever
 * overwritten.
 */
public final class LakeKeys {
  private LakeKeys() {}

  public static String definition(String dataset, String digest) {
    return "definitions/%s/%s.json".formatted(dataset, digest);
  }

  public static String candidates(String run) {
    return "runs/%s/candidates.json".formatted(run);
  }

  public static String plan(String run) {
    return "runs/%s/plan.json".formatted(run);
  }

  /** The task list of a round after the first. */
  public static String round(String run, int round) {
    return "runs/%s/round-%d.json".formatted(run, round);
  }

  public static String part(String run, int round, int task, String attempt) {
    return "runs/%s/%d/%06d-%s.parquet".formatted(run, round, task, attempt);
  }

  public static String rejects(String run, int round, int task, String attempt) {
    return "runs/%s/%d/%06d-%s.rejects.ndjson".formatted(run, round, task, attempt);
  }

  public static String manifest(String dataset, int version, String attempt) {
    return "snapshots/%s/%08d-%s/manifest.json".formatted(dataset, version, attempt);
  }
}
