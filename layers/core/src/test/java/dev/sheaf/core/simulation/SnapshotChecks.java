package dev.sheaf.core.simulation;

import static dev.sheaf.core.simulation.Violation.unless;

import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.Integration;
import dev.sheaf.core.json.Digest;
import dev.sheaf.core.run.UploadRecord;
import dev.sheaf.core.snapshot.Contribution;
import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.core.snapshot.Part;
import dev.sheaf.core.snapshot.SnapshotRecord;
import dev.sheaf.core.snapshot.Snapshots;
import dev.sheaf.core.upload.Upload;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What must hold of every snapshot of a dataset. */
final class SnapshotChecks {
  private final World world;
  private final Definition definition;

  SnapshotChecks(World world, Definition definition) {
    this.world = world;
    this.definition = definition;
  }

  void check() {
    String dataset = definition.dataset();
    Snapshots snapshots = new Snapshots(world.store, World.LAKE, world.table);
    List<SnapshotRecord> records = world.table.snapshots(dataset);
    List<String> runs = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      unless(
          records.get(i).version() == i + 1,
          Invariant.HEAD_GROWS_BY_ONE,
          "the versions are %s",
          records);
      Manifest manifest = snapshots.version(dataset, i + 1).orElseThrow();
      runs.addAll(records.get(i).runs());
      requireLiveUploads(manifest, runs);
      requireRows(manifest);
    }
  }

  /** An upload, and the run that was the last to publish its rows. */
  private record Live(Upload upload, String run) {
    static Live newer(Live one, Live other) {
      return one.modified().isAfter(other.modified()) ? one : other;
    }

    Instant modified() {
      return upload.object().lastModified();
    }

    String key() {
      return upload.object().key();
    }
  }

  /**
   * The snapshot has the newest loaded upload of every place, in the order of delivery, each as its
   * last attempt read it. What was loaded once stays, whatever became of later attempts.
   *
   * @param runs those committed so far, in the order of their commits
   */
  private void requireLiveUploads(Manifest manifest, List<String> runs) {
    Map<String, Live> live = new HashMap<>();
    for (UploadRecord record : world.table.uploads(definition.dataset())) {
      runs.stream()
          .filter(run -> world.witness.sawLoaded(record.upload(), run))
          .reduce((earlier, later) -> later)
          .map(run -> new Live(record.upload(), run))
          .ifPresent(
              loaded ->
                  live.merge(Datasets.place(loaded.upload(), definition), loaded, Live::newer));
    }
    List<Live> expected =
        live.values().stream()
            .sorted(Comparator.comparing(Live::modified).thenComparing(Live::key))
            .toList();
    List<Live> found =
        manifest.contributions().stream()
            .map(contribution -> new Live(contribution.upload(), contribution.run()))
            .toList();
    unless(
        found.equals(expected),
        Invariant.ROWS,
        "version %d has the uploads %s, expected %s",
        manifest.version(),
        found,
        expected);
  }

  private void requireRows(Manifest manifest) {
    List<Row> read = new ArrayList<>();
    for (Contribution contribution : manifest.contributions()) {
      read.addAll(
          world
              .rows(world.landing.delivery(contribution.upload()), definition)
              .orElseThrow(() -> new Violation(Invariant.ROWS, contribution + " is bad")));
      contribution.objects().forEach(object -> requireReadable(manifest, object));
    }
    List<String> expected =
        definition.integration() instanceof Integration.Aggregate
            ? Groups.lines(read)
            : read.stream().map(Row::line).toList();
    manifest.contributions().stream()
        .flatMap(contribution -> contribution.rejects().stream())
        .forEach(
            key ->
                unless(
                    world.store.head(World.LAKE, key).isPresent(),
                    Invariant.READABLE,
                    "%s is missing",
                    key));
    List<String> found = new ArrayList<>();
    for (Part part : manifest.parts()) {
      String text = new String(requireReadable(manifest, part), StandardCharsets.UTF_8);
      text.lines().skip(1).forEach(found::add);
    }
    unless(
        found.equals(expected),
        Invariant.ROWS,
        "version %d has the rows %s, expected %s",
        manifest.version(),
        found,
        expected);
  }

  private byte[] requireReadable(Manifest manifest, Part part) {
    byte[] content = world.store.read(World.LAKE, part.key()).orElse(new byte[0]);
    unless(
        Digest.ofBytes(content).hex().equals(part.sha256()),
        Invariant.READABLE,
        "%s is not what version %d says",
        part.key(),
        manifest.version());
    return content;
  }
}
