package dev.sheaf.core.merge;

import dev.sheaf.core.aggregate.AggregateRows;
import dev.sheaf.core.aggregate.MergedStates;
import dev.sheaf.core.aggregate.StateLayout;
import dev.sheaf.core.dataset.Aggregation;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.exact.SumOverflowException;
import dev.sheaf.core.part.PartWriter;
import dev.sheaf.core.row.FingerprintVersion;
import dev.sheaf.core.row.IdentifiedRows;
import dev.sheaf.core.snapshot.Contribution;
import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.core.snapshot.Part;
import dev.sheaf.core.snapshot.StateObject;
import dev.sheaf.core.store.Lake;
import dev.sheaf.core.store.SnapshotPlace;
import dev.sheaf.core.zone.ObservedRows;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One aggregate: the states of all live contributions become one, and that the rows. What is new is
 * folded into the states of the snapshot before; once a contribution was dropped, all are merged
 * anew, for nothing is ever subtracted.
 */
final class AggregateMerge {
  /** Each file that is open takes a buffer. */
  private static final int MAX_OPEN_FILES = 200;

  private final StateLayout layout;
  private final FingerprintVersion version;
  private final RowSchema result;
  private final Lake lake;
  private final PartWriter partWriter;
  private final Path folder;
  private final SnapshotPlace place;
  private int files;

  /**
   * @param rows the columns that are summed up
   * @param result the columns that come out
   */
  AggregateMerge(
      Aggregation aggregation,
      RowSchema rows,
      FingerprintVersion version,
      RowSchema result,
      Lake lake,
      PartWriter partWriter,
      Path folder,
      SnapshotPlace place) {
    this.version = version;
    this.layout = StateLayout.of(aggregation, rows);
    this.result = result;
    this.lake = lake;
    this.partWriter = partWriter;
    this.folder = folder;
    this.place = place;
  }

  Merged merge(Optional<Manifest> head, List<LiveUpload> live) throws IOException {
    Path states = states(inputs(head, live));
    return new Merged(
        live.stream().map(one -> one.contribution().withObjects(one.objects())).toList(),
        parts(states, live),
        states(states));
  }

  private StateObject states(Path states) throws IOException {
    Lake.Stored stored = lake.put(place.states(), states, "application/octet-stream");
    return new StateObject(stored.key(), stored.bytes(), stored.sha256());
  }

  /** Keys of the objects that together hold the states of all that is live. */
  private static List<String> inputs(Optional<Manifest> head, List<LiveUpload> live) {
    List<String> keys = new ArrayList<>();
    List<Contribution> merged = List.of();
    StateObject states = head.map(Manifest::states).orElse(null);
    if (states != null && allLive(head.orElseThrow(), live)) {
      merged = head.orElseThrow().contributions();
      keys.add(states.key());
    }
    for (LiveUpload one : live) {
      if (merged.stream().noneMatch(one::isSameAs)) {
        one.objects().forEach(object -> keys.add(object.key()));
      }
    }
    return keys;
  }

  private static boolean allLive(Manifest head, List<LiveUpload> live) {
    return head.contributions().stream()
        .allMatch(one -> live.stream().anyMatch(candidate -> candidate.isSameAs(one)));
  }

  /** Merges any number of files, some at a time. */
  private Path states(List<String> keys) throws IOException {
    List<Path> merged = new ArrayList<>();
    for (int from = 0; from < keys.size() || from == 0; from += MAX_OPEN_FILES) {
      List<InputStream> inputs = new ArrayList<>();
      keys.subList(from, Math.min(keys.size(), from + MAX_OPEN_FILES))
          .forEach(key -> inputs.add(lake.stream(key)));
      merged.add(mergedFile(inputs));
    }
    return merged.size() == 1 ? merged.get(0) : mergedFile(opened(merged));
  }

  private Path mergedFile(List<InputStream> inputs) throws IOException {
    Path file = folder.resolve("merged-%d.states".formatted(files++));
    try (MergedStates states = new MergedStates(layout, inputs);
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      states.writeTo(out);
    }
    return file;
  }

  private static List<InputStream> opened(List<Path> files) throws IOException {
    List<InputStream> opened = new ArrayList<>();
    for (Path file : files) {
      opened.add(new BufferedInputStream(Files.newInputStream(file)));
    }
    return opened;
  }

  private List<Part> parts(Path states, List<LiveUpload> live) throws IOException {
    Path file = folder.resolve("rows.parquet");
    try (MergedStates merged = new MergedStates(layout, opened(List.of(states)))) {
      ObservedRows rows =
          new ObservedRows(new IdentifiedRows(new AggregateRows(merged), result), version);
      PartWriter.Written written = partWriter.write(rows, file);
      if (written.rows() == 0) {
        return List.of();
      }
      Lake.Stored stored = lake.put(place.part(0), file, "application/vnd.apache.parquet");
      return List.of(
          new Part(
              stored.key(),
              stored.bytes(),
              written.rows(),
              stored.sha256(),
              rows.fingerprint(),
              live.stream().map(one -> one.upload().id()).toList(),
              rows.zones(),
              null,
              written.footer(),
              version));
    } catch (SumOverflowException e) {
      throw new UnmergeableException(String.valueOf(e.getMessage()), e);
    }
  }
}
