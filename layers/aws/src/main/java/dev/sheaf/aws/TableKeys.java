package dev.sheaf.aws;

import dev.sheaf.core.upload.Upload;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/**
 * Every key of the table. Numbers are padded so that items sort as they count.
 *
 * <pre>
 * pk                       sk                what
 * D#dataset                UPLOAD#id         an upload
 * D#dataset                RUN#run           a run
 * D#dataset                RUNS              that it has runs which are not finished
 * D#dataset                SNAPSHOT#version  a snapshot
 * D#dataset                HEAD              the newest snapshot again
 * D#dataset                OPERATION#id      how an operation ended
 * D#dataset                TAG#name          the snapshot that has the tag
 * DATASETS                 dataset           the digest of its definition
 * I#dataset                version-attempt#  items of the index that a commit wrote
 * F#run#round#group        FACT#task         a fact
 * F#run#round#group        TROUBLE#task      what went wrong with a task that came again
 * F#run#round#group        DONE              the set of the group's done tasks
 * R#run#round              GROUPS            the set of the round's done groups
 * </pre>
 *
 * <p>The sparse index {@value #OPEN_INDEX} has hash key {@code open}, one of the values below, and
 * range key {@code due}, a time. Items that need no more work lose both attributes.
 */
public final class TableKeys {
  public static final String PARTITION = "pk";
  public static final String SORT = "sk";

  /** The index of items with work left; also the name of its hash key. */
  public static final String OPEN_INDEX = "open";

  public static final String DUE = "due";

  /** {@code open} of an upload that no run has. */
  static final String OPEN_UPLOAD = "UPLOAD";

  /** {@code open} of a run that is not finished, if an earlier version opened it. */
  static final String OPEN_RUN = "RUN";

  /** {@code open} of the datasets that have runs which are not finished. */
  static final String OPEN_DATASET = "RUNS";

  /** {@code open} of a snapshot whose commit was not announced. */
  static final String OPEN_SNAPSHOT = "SNAPSHOT";

  static final String UPLOADS = "UPLOAD#";
  static final String RUNS = "RUN#";
  static final String SNAPSHOTS = "SNAPSHOT#";
  static final String TAGS = "TAG#";
  static final String FACTS = "FACT#";
  static final String DATASETS = "DATASETS";

  private static final DateTimeFormatter DUE_FORMAT =
      new DateTimeFormatterBuilder().appendInstant(9).toFormatter(Locale.ROOT);

  private TableKeys() {}

  static String datasetPartition(String dataset) {
    return "D#" + dataset;
  }

  static ItemKey upload(Upload upload) {
    return new ItemKey(datasetPartition(upload.dataset()), UPLOADS + upload.id());
  }

  /** {@code open} of the runs of a dataset that are not finished. */
  static String openRuns(String dataset) {
    return RUNS + dataset;
  }

  static ItemKey openDataset(String dataset) {
    return new ItemKey(datasetPartition(dataset), OPEN_DATASET);
  }

  static ItemKey run(String dataset, String run) {
    return new ItemKey(datasetPartition(dataset), RUNS + run);
  }

  static ItemKey snapshot(String dataset, int version) {
    return new ItemKey(datasetPartition(dataset), SNAPSHOTS + "%08d".formatted(version));
  }

  static ItemKey head(String dataset) {
    return new ItemKey(datasetPartition(dataset), "HEAD");
  }

  static ItemKey operation(String dataset, String id) {
    return new ItemKey(datasetPartition(dataset), "OPERATION#" + id);
  }

  static ItemKey tag(String dataset, String name) {
    return new ItemKey(datasetPartition(dataset), TAGS + name);
  }

  static ItemKey dataset(String dataset) {
    return new ItemKey(DATASETS, dataset);
  }

  static String indexPartition(String dataset) {
    return "I#" + dataset;
  }

  static ItemKey index(String dataset, String name) {
    return new ItemKey(indexPartition(dataset), name);
  }

  static String groupPartition(String run, int round, int group) {
    return "F#%s#%d#%d".formatted(run, round, group);
  }

  static ItemKey fact(String run, int round, int group, int task) {
    return new ItemKey(groupPartition(run, round, group), FACTS + "%08d".formatted(task));
  }

  static ItemKey trouble(String run, int round, int group, int task) {
    return new ItemKey(groupPartition(run, round, group), "TROUBLE#%08d".formatted(task));
  }

  static ItemKey doneTasks(String run, int round, int group) {
    return new ItemKey(groupPartition(run, round, group), "DONE");
  }

  static ItemKey doneGroups(String run, int round) {
    return new ItemKey("R#%s#%d".formatted(run, round), "GROUPS");
  }

  /** A time as {@code due}: always as long, so that texts sort as times do. */
  static String due(Instant time) {
    return DUE_FORMAT.format(time);
  }
}
