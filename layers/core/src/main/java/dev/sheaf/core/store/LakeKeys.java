package dev.sheaf.core.store;

import dev.sheaf.core.json.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The keys of the lake bucket, but for those of results ({@link ResultKeys}) and snapshots ({@link
 * SnapshotPlace}).
 */
public final class LakeKeys {
  /** What all keys of plans begin with, and of results that earlier versions made. */
  public static final String RUNS = "runs/";

  /** What all keys of snapshots begin with that earlier versions made. */
  public static final String SNAPSHOTS = "snapshots/";

  /** What all keys of results and snapshots begin with, followed by the dataset. */
  public static final String TABLES = "tables/";

  /** What the key of an execution's end ends with. */
  public static final String END = ".ended";

  static final String REJECTS = ".rejects.ndjson";

  private static final Pattern OF_VERSION =
      Pattern.compile("^tables/[^/]+/[^/]+/[^/]+/v(\\d+)-[^/]*/[^/]+$");

  private LakeKeys() {}

  public static String definition(String dataset, String digest) {
    return "definitions/%s/%s.json".formatted(dataset, digest);
  }

  /** What all keys of a dataset's definitions begin with. */
  public static String definitions(String dataset) {
    return "definitions/%s/".formatted(dataset);
  }

  /** What all keys of a dataset's log begin with. */
  public static String log(String dataset) {
    return "log/%s/".formatted(dataset);
  }

  public static String candidates(String run) {
    return "runs/%s/candidates.json".formatted(run);
  }

  public static String plan(String run) {
    return "runs/%s/plan.json".formatted(run);
  }

  /**
   * A page of a plan.
   *
   * @param digest of what it is made from
   */
  public static String planPage(String run, String digest) {
    return "runs/%s/plan/%s.json.gz".formatted(run, digest);
  }

  /** The task list of a round after the first. */
  public static String round(String run, int round) {
    return "runs/%s/round-%d.json".formatted(run, round);
  }

  /** Says that an execution of a task ended, where the table could not be told. */
  public static String end(String run, int round, int task, String execution) {
    return "runs/%s/%d/%06d-%s".formatted(run, round, task, execution) + END;
  }

  /** What a commit did. */
  public static String commit(String dataset, int version) {
    return "log/%s/%08d.json".formatted(dataset, version);
  }

  /** Which definition a dataset had from a revision on. */
  public static String revision(String dataset, long revision) {
    return "log/%s/definitions/%08d.json".formatted(dataset, revision);
  }

  /** What all keys of changed tags begin with. */
  public static String tagLog(String dataset) {
    return "log/%s/tags/".formatted(dataset);
  }

  /**
   * The tags that a dataset had from some time on.
   *
   * @param change how many times they changed
   */
  public static String tags(String dataset, int change, Instant time) {
    return "%s%08d-%d.json".formatted(tagLog(dataset), change, time.toEpochMilli());
  }

  /** Whether a manifest is one document, as earlier versions wrote it, and not the root of a tree. */
  public static boolean isWholeManifest(String key) {
    return key.endsWith("/manifest.json");
  }

  /**
   * Version and name of a try at a snapshot, such as {@code 00000012-3f}, which no other has.
   *
   * @param manifestKey of its manifest
   */
  public static String snapshotName(String manifestKey) {
    String[] parts = manifestKey.split("/", -1);
    if (manifestKey.startsWith(SNAPSHOTS) && parts.length == 4) {
      return parts[2];
    }
    if (manifestKey.startsWith(TABLES) && parts.length == 6) {
      return parts[4].substring(1);
    }
    throw new IllegalArgumentException("'%s' is the key of no manifest".formatted(manifestKey));
  }

  /**
   * What became of a range of an upsert.
   *
   * @param digest of all that it was made from
   */
  public static String checkpoint(String dataset, String digest) {
    return "%s%s/snapshots/%s/merged/%s.json"
        .formatted(TABLES, dataset, digest.substring(0, 2), digest);
  }

  /** Every prefix under which results and snapshots lie. */
  public static List<String> prefixes() {
    return List.of(RUNS, SNAPSHOTS, TABLES);
  }

  /** The run of which a task left the object of this key: a result, or word of its end. */
  public static Optional<String> runOf(String key) {
    String[] parts = key.split("/", -1);
    if (key.startsWith(RUNS) && (isResult(key) || key.endsWith(END))) {
      return Optional.of(parts[1]);
    }
    return key.startsWith(TABLES) && parts.length == 6 && isResult(key) && !isOfSnapshot(key)
        ? Optional.of(parts[4])
        : Optional.empty();
  }

  /** The run of whose plan, or of whose later rounds, this is the key. */
  public static Optional<String> planOf(String key) {
    return key.startsWith(RUNS) && runOf(key).isEmpty()
        ? Optional.of(key.split("/", -1)[1])
        : Optional.empty();
  }

  /** Whether this is the key of something that was made for a snapshot. */
  public static boolean isOfSnapshot(String key) {
    String[] parts = key.split("/", -1);
    return key.startsWith(SNAPSHOTS)
        || key.startsWith(TABLES)
            && parts.length == 6
            && (parts[2].equals("snapshots") || parts[4].startsWith("v"));
  }

  /** The version for which the object of this key was made; empty if it is of several, or of none. */
  public static Optional<Integer> versionOf(String key) {
    Matcher version = OF_VERSION.matcher(key);
    return version.find() ? Optional.of(Integer.valueOf(version.group(1))) : Optional.empty();
  }

  private static boolean isResult(String key) {
    return key.endsWith(REJECTS)
        || Stream.of(TaskOutput.values()).anyMatch(output -> key.endsWith(output.suffix()));
  }

  /** Two hexadecimal digits, by which keys that are written together are spread. */
  static String spread(String name) {
    return Digest.of(name).hex(2);
  }
}
