package dev.sheaf.core.store;

import java.util.stream.Stream;

/**
 * Every key of the lake bucket. Keys of results hold the run and the execution, so nothing is ever
 * overwritten.
 */
public final class LakeKeys {
  /** What all keys of runs begin with. */
  public static final String RUNS = "runs/";

  /** What all keys of manifests begin with. */
  public static final String SNAPSHOTS = "snapshots/";

  /** What the key of an execution's end ends with. */
  public static final String END = ".ended";

  private static final String REJECTS = ".rejects.ndjson";

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

  /** What a task gave. */
  public static String output(
      TaskOutput output, String run, int round, int task, String execution) {
    return "runs/%s/%d/%06d-%s".formatted(run, round, task, execution) + output.suffix();
  }

  public static String rejects(String run, int round, int task, String execution) {
    return "runs/%s/%d/%06d-%s".formatted(run, round, task, execution) + REJECTS;
  }

  /** Says that an execution of a task ended, where the table could not be told. */
  public static String end(String run, int round, int task, String execution) {
    return "runs/%s/%d/%06d-%s".formatted(run, round, task, execution) + END;
  }

  /**
   * The place of a try at a snapshot: what all of its keys begin with.
   *
   * @param name of the try, which no other has
   */
  public static String snapshot(String dataset, int version, String name) {
    return "snapshots/%s/%08d-%s/".formatted(dataset, version, name);
  }

  /**
   * The manifest of a try at a snapshot.
   *
   * @param place what {@link #snapshot} gave
   */
  public static String manifest(String place) {
    return place + "root.json";
  }

  /** Whether a manifest is one document, and not the root of a tree. */
  public static boolean isWholeManifest(String key) {
    return key.endsWith("/manifest.json");
  }

  /** A page that was made for a snapshot. */
  public static String page(String place, int page) {
    return "%spage-%06d.json.gz".formatted(place, page);
  }

  /** What became other with a snapshot. */
  public static String changes(String place) {
    return place + "changes.json.gz";
  }

  /**
   * Version and name of a try at a snapshot, such as {@code 00000012-3f}, which no other has.
   *
   * @param manifestKey of its manifest
   */
  public static String snapshotName(String manifestKey) {
    String[] parts = manifestKey.split("/", -1);
    if (!manifestKey.startsWith(SNAPSHOTS) || parts.length != 4) {
      throw new IllegalArgumentException("'%s' is the key of no manifest".formatted(manifestKey));
    }
    return parts[2];
  }

  /** A part that was made for a snapshot. */
  public static String mergedPart(String place, int part) {
    return "%spart-%06d".formatted(place, part) + TaskOutput.ROWS.suffix();
  }

  /**
   * What became of a range of an upsert.
   *
   * @param digest of all that it was made from
   */
  public static String checkpoint(String dataset, String digest) {
    return "snapshots/%s/merged/%s.json".formatted(dataset, digest);
  }

  /** The states of an aggregate. */
  public static String mergedStates(String place) {
    return place + "all" + TaskOutput.STATES.suffix();
  }

  /** Whether this is the key of rows, states or rejects of a segment. */
  public static boolean isResult(String key) {
    return key.startsWith(RUNS)
        && (key.endsWith(REJECTS)
            || Stream.of(TaskOutput.values()).anyMatch(output -> key.endsWith(output.suffix())));
  }

  /** Whether this is the key of an object that one execution of a task left. */
  public static boolean isOfExecution(String key) {
    return isResult(key) || key.startsWith(RUNS) && key.endsWith(END);
  }

  /** Whether this is the key of something that was made for a snapshot. */
  public static boolean isOfSnapshot(String key) {
    return key.startsWith(SNAPSHOTS);
  }

  /**
   * The run that a key belongs to.
   *
   * @throws IllegalArgumentException if it belongs to none
   */
  public static String runOf(String key) {
    String[] parts = key.split("/", -1);
    if (!key.startsWith(RUNS) || parts.length < 3) {
      throw new IllegalArgumentException("'%s' is of no run".formatted(key));
    }
    return parts[1];
  }
}
