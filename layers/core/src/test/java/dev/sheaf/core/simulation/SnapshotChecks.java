package dev.sheaf.core.simulation;

import static dev.sheaf.core.simulation.Violation.unless;

import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.Retention;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.index.IndexReader;
import dev.sheaf.core.index.IndexRoot;
import dev.sheaf.core.index.IndexRoot.IndexedColumn;
import dev.sheaf.core.json.Digest;
import dev.sheaf.core.run.UploadItem;
import dev.sheaf.core.snapshot.Contribution;
import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.core.snapshot.ManifestStore;
import dev.sheaf.core.snapshot.Operation;
import dev.sheaf.core.snapshot.Part;
import dev.sheaf.core.snapshot.SnapshotRecord;
import dev.sheaf.core.store.Lake;
import dev.sheaf.core.store.LakeKeys;
import dev.sheaf.core.testing.PlainParts;
import dev.sheaf.core.upload.Upload;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What must hold of every snapshot of a dataset. */
final class SnapshotChecks {
  private final World world;
  private final Definition definition;

  SnapshotChecks(World world, Definition definition) {
    this.world = world;
    this.definition = definition;
  }

  void check(Tally tally) {
    List<SnapshotRecord> records = world.table.snapshots(definition.dataset());
    List<Map<String, Live>> live = new ArrayList<>(List.of(Map.of()));
    for (SnapshotRecord record : records) {
      unless(
          record.version() == live.size(),
          Invariant.HEAD_GROWS_BY_ONE,
          "the versions are %s",
          records);
      live.add(live(record, live));
      unless(
          !record.isExpired() || isGivenUp(record, records.size()),
          Invariant.READABLE,
          "%s has expired",
          record);
      if (!record.isExpired()) {
        Manifest manifest = manifest(world, record);
        requireLiveUploads(manifest, live.get(record.version()));
        requireRows(manifest);
        requireIndex(record, manifest);
        countRewritten(record, manifest, tally);
      }
      tally.count("SNAPSHOTS BY " + maker(record));
    }
  }

  private static String maker(SnapshotRecord record) {
    Operation operation = record.operation();
    return operation == null ? "RUNS" : operation.getClass().getSimpleName();
  }

  /** Whether a run or a retraction wrote again what compaction had merged. */
  private void countRewritten(SnapshotRecord record, Manifest manifest, Tally tally) {
    String place = "/v%s/".formatted(LakeKeys.snapshotName(record.manifestKey()));
    if (!definition.integration().mergesRows()
        && !(record.operation() instanceof Operation.Compact)
        && manifest.parts().stream().anyMatch(part -> part.key().contains(place))) {
      tally.count("SNAPSHOTS REWRITTEN");
    }
  }

  /** What a retained snapshot refers to begins with its manifest. */
  static Manifest manifest(World world, SnapshotRecord record) {
    unless(
        world.store.head(World.LAKE, record.manifestKey()).isPresent(),
        Invariant.READABLE,
        "the manifest of %s is missing",
        record);
    return new ManifestStore(new Lake(world.store, World.LAKE)).read(record);
  }

  /** Whether the definition lets a snapshot expire, and nobody gave it a tag. */
  private boolean isGivenUp(SnapshotRecord record, int newest) {
    Retention retention = definition.retention();
    return retention != null
        && record.version() <= newest - retention.snapshots()
        && !world.operator.gaveTag(record.dataset(), record.version());
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
   * By place, the uploads that have rows in a snapshot: the newest loaded, each as its last attempt
   * read it, unless an operation says otherwise. What was loaded once stays, whatever became of later
   * attempts.
   *
   * @param before those of every earlier version
   */
  private Map<String, Live> live(SnapshotRecord record, List<Map<String, Live>> before) {
    Operation operation = record.operation();
    if (operation instanceof Operation.Rollback rollback) {
      return before.get(rollback.version());
    }
    Map<String, Live> live = new HashMap<>(before.get(record.version() - 1));
    if (operation instanceof Operation.Retract retract) {
      live.values().removeIf(one -> retract.uploads().contains(one.upload().id()));
    }
    for (UploadItem upload : world.table.uploads(definition.dataset())) {
      record.runs().stream()
          .filter(run -> world.witness.sawLoaded(upload.upload(), run))
          .map(run -> new Live(upload.upload(), run))
          .forEach(
              loaded ->
                  live.merge(Datasets.place(loaded.upload(), definition), loaded, Live::newer));
    }
    return live;
  }

  /** The snapshot has these uploads, in the order of delivery. */
  private void requireLiveUploads(Manifest manifest, Map<String, Live> live) {
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
    List<String> expected = expected(read);
    manifest.contributions().stream()
        .flatMap(contribution -> contribution.rejectObjects().stream())
        .forEach(
            rejects ->
                unless(
                    world
                        .store
                        .read(World.LAKE, rejects.key())
                        .filter(bytes -> Digest.ofBytes(bytes).hex().equals(rejects.sha256()))
                        .isPresent(),
                    Invariant.READABLE,
                    "%s is missing, or not what was written",
                    rejects.key()));
    List<String> found = new ArrayList<>();
    for (Part part : manifest.parts()) {
      found.addAll(lines(requireReadable(manifest, part)));
    }
    unless(
        found.equals(expected),
        Invariant.ROWS,
        "version %d has the rows %s, expected %s",
        manifest.version(),
        found,
        expected);
  }

  /**
   * The lines of the rows that a snapshot should have.
   *
   * @param read all rows of its uploads
   */
  private List<String> expected(List<Row> read) {
    return definition
        .integration()
        .match(
            append -> read.stream().map(Row::line).toList(),
            replace -> read.stream().map(Row::line).toList(),
            upsert -> Winners.lines(read, upsert),
            aggregate -> Groups.lines(read));
  }

  private List<String> lines(byte[] part) {
    if (definition.integration().keepsRecords()) {
      return PlainParts.rows(part).stream()
          .map(
              row ->
                  new Row(
                          row.offset(),
                          Long.parseLong(String.valueOf(row.texts().get(0))),
                          row.texts().get(1))
                      .line())
          .toList();
    }
    return new String(part, StandardCharsets.UTF_8).lines().skip(1).toList();
  }

  /** The index leads to the parts to which the manifest leads. */
  private void requireIndex(SnapshotRecord record, Manifest manifest) {
    IndexReader reader = new IndexReader(world.table);
    List<String> indexed = new ArrayList<>(definition.index());
    indexed.addAll(definition.integration().key());
    List<IndexedColumn> columns = reader.root(record).map(IndexRoot::columns).orElse(List.of());
    unless(
        columns.stream()
            .map(IndexedColumn::name)
            .collect(Collectors.toSet())
            .equals(Set.copyOf(indexed)),
        Invariant.READABLE,
        "%s has an index of %s",
        record,
        columns);
    for (IndexedColumn column : columns) {
      RowSchema.Field field = manifest.schema().find(column.name()).orElseThrow();
      for (String key : List.of("1", "7", "12")) {
        unless(
            reader
                .candidates(manifest.dataset(), column, key)
                .equals(IndexReader.candidates(manifest, field, key)),
            Invariant.READABLE,
            "the index of %s misses parts of '%s'",
            record,
            key);
      }
    }
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
