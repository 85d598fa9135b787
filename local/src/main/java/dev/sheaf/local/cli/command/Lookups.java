package dev.sheaf.local.cli.command;

import dev.sheaf.core.run.RunItem;
import dev.sheaf.core.run.UploadItem;
import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.core.snapshot.SnapshotChoice;
import dev.sheaf.core.snapshot.SnapshotRecord;
import dev.sheaf.local.session.Catalog;
import java.util.List;
import java.util.stream.Collectors;

/** Looks things up by the names that people type, and says what there is where they are not. */
public final class Lookups {
  private static final int MOST_NAMED = 10;

  private final Catalog catalog;

  public Lookups(Catalog catalog) {
    this.catalog = catalog;
  }

  /** One snapshot, by what it is called. */
  public Manifest snapshot(String dataset, SnapshotChoice choice) {
    return catalog.snapshots().read(record(dataset, choice));
  }

  /** As {@link #snapshot}, as the table knows it. */
  public SnapshotRecord record(String dataset, SnapshotChoice choice) {
    return catalog.snapshots().find(dataset, choice).orElseThrow(() -> noSnapshot(dataset, choice));
  }

  /** The uploads of a dataset, which may have no definition yet. */
  public List<UploadItem> uploads(String dataset) {
    List<UploadItem> uploads = catalog.runs().uploads(dataset);
    if (uploads.isEmpty()) {
      requireDataset(dataset);
    }
    return uploads;
  }

  /** The upload whose id begins so, or whose key it is: the newest of that key. */
  public UploadItem upload(String dataset, String idOrKey) {
    List<UploadItem> uploads = uploads(dataset);
    List<UploadItem> found =
        uploads.stream()
            .filter(
                record ->
                    record.upload().id().startsWith(idOrKey)
                        || record.upload().object().key().equals(idOrKey))
            .toList();
    boolean sameKey =
        found.stream().map(record -> record.upload().object().key()).distinct().count() == 1;
    if (found.size() == 1 || sameKey) {
      return found.get(found.size() - 1);
    }
    String shown =
        (found.isEmpty() ? uploads : found)
            .stream()
                .limit(MOST_NAMED)
                .map(
                    record ->
                        record.upload().id().substring(0, 12)
                            + " ("
                            + record.upload().object().key()
                            + ")")
                .collect(Collectors.joining(", "));
    throw new CommandFailure(
        found.isEmpty()
            ? "%s has no upload '%s'; there are %s".formatted(dataset, idOrKey, shown)
            : "'%s' names several uploads of %s: %s".formatted(idOrKey, dataset, shown));
  }

  /** The run whose id begins so, of whatever dataset. */
  public RunItem run(String id) {
    List<RunItem> found =
        catalog.datasets().datasets().stream()
            .flatMap(dataset -> catalog.runs().runs(dataset).stream())
            .filter(run -> run.run().startsWith(id))
            .toList();
    if (found.size() == 1) {
      return found.get(0);
    }
    throw new CommandFailure(
        found.isEmpty()
            ? "there is no run '%s'; 'sheaf runs NAME' lists those of a dataset".formatted(id)
            : "'%s' begins the ids of %d runs: %s"
                .formatted(id, found.size(), named(found.stream().map(RunItem::run).toList())));
  }

  public void requireDataset(String dataset) {
    List<String> known = catalog.datasets().datasets();
    if (!known.contains(dataset)) {
      throw new CommandFailure(
          known.isEmpty()
              ? "there is no dataset '%s', nor any other; load one with: sheaf run PATH"
                  .formatted(dataset)
              : "there is no dataset '%s'; there are %s".formatted(dataset, named(known)));
    }
  }

  private CommandFailure noSnapshot(String dataset, SnapshotChoice choice) {
    requireDataset(dataset);
    List<SnapshotRecord> known = catalog.snapshotTable().snapshots(dataset);
    if (known.isEmpty()) {
      return new CommandFailure(
          "dataset '%s' has no snapshot yet; see: sheaf uploads %s".formatted(dataset, dataset));
    }
    return new CommandFailure(
        "dataset '%s' has no %s; there are %d to %d"
            .formatted(
                dataset, choice, known.get(0).version(), known.get(known.size() - 1).version()));
  }

  private static String named(List<String> names) {
    String shown = names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
    return names.size() > MOST_NAMED
        ? "%s and %d more".formatted(shown, names.size() - MOST_NAMED)
        : shown;
  }
}
