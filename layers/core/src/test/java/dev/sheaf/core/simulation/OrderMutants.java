package dev.sheaf.core.simulation;

import dev.sheaf.core.row.Counts;
import dev.sheaf.core.row.Fingerprint;
import dev.sheaf.core.run.Round;
import dev.sheaf.core.run.RunDocuments;
import dev.sheaf.core.run.UploadItem;
import dev.sheaf.core.snapshot.Contribution;
import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.core.snapshot.ManifestStore;
import dev.sheaf.core.snapshot.Part;
import dev.sheaf.core.snapshot.SnapshotRecord;
import dev.sheaf.core.store.Lake;
import dev.sheaf.core.store.LakeKeys;
import dev.sheaf.core.testing.ForwardingObjectStore;
import dev.sheaf.core.testing.ForwardingSnapshotTable;
import dev.sheaf.core.testing.PlainParts;
import dev.sheaf.core.upload.Upload;
import dev.sheaf.core.upload.UploadState;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which of two uploads counts, decided wrong on purpose: the last commit wins. */
final class OrderMutants {
  private OrderMutants() {}

  /** Of two uploads of a key that is in the snapshot which was committed last. */
  static final class LastCommitWins implements Mutant {
    private int mutants;

    @Override
    public Ports seenBy(Role role, Ports ports, World world) {
      return role != Role.INTEGRATOR
          ? ports
          : ports.withSnapshots(
              new ForwardingSnapshotTable(ports.snapshots()) {
                @Override
                public Optional<SnapshotRecord> head(String dataset) {
                  return super.head(dataset).map(head -> withoutOvertaken(head, world));
                }
              });
    }

    private SnapshotRecord withoutOvertaken(SnapshotRecord head, World world) {
      Lake lake = new Lake(world.store, World.LAKE);
      String key = "mutants/%d/manifest.json".formatted(mutants++);
      lake.put(key, withoutOvertaken(new ManifestStore(lake).read(head), world));
      return CommitMutants.with(head, head.version(), key, head.runs());
    }

    /** HEAD without what stands in the way of older uploads that are about to be committed. */
    private static Map<String, ?> withoutOvertaken(Manifest head, World world) {
      List<Contribution> kept =
          head.contributions().stream()
              .filter(
                  one ->
                      !isSettled(one, world)
                          || world.table.uploads(head.dataset()).stream()
                              .noneMatch(
                                  other -> isOlder(other, one.upload()) && isRead(other, world)))
              .toList();
      Set<String> ids = kept.stream().map(one -> one.upload().id()).collect(Collectors.toSet());
      List<Part> parts =
          head.parts().stream().filter(part -> ids.contains(part.uploads().get(0))).toList();
      return Map.ofEntries(
          Map.entry("dataset", head.dataset()),
          Map.entry("version", head.version()),
          Map.entry("parent", head.parent()),
          Map.entry("created", head.created()),
          Map.entry("definitionDigest", head.definitionDigest()),
          Map.entry("schema", head.schema()),
          Map.entry("parts", parts),
          Map.entry("contributions", kept),
          Map.entry(
              "counts", kept.stream().map(Contribution::counts).reduce(Counts.NONE, Counts::plus)),
          Map.entry(
              "fingerprint",
              parts.stream().map(Part::fingerprint).reduce(Fingerprint.ZERO, Fingerprint::plus)));
    }

    /** What is not settled yet must be found, to be settled. */
    private static boolean isSettled(Contribution contribution, World world) {
      return world.table.upload(contribution.upload()).orElseThrow().state().isOutcome();
    }

    private static boolean isOlder(UploadItem record, Upload than) {
      return record.state() == UploadState.IN_RUN
          && record.upload().object().key().equals(than.object().key())
          && record.upload().compareTo(than) < 0;
    }

    private static boolean isRead(UploadItem record, World world) {
      RunDocuments documents = new RunDocuments(new Lake(world.store, World.LAKE));
      return documents
          .plan(String.valueOf(record.run()))
          .map(
              run ->
                  world.table.facts(run.plan().run(), Round.PROCESS, 0).size()
                      == run.process().tasks().size())
          .orElse(false);
    }
  }

  /** Of an upsert, rows of HEAD count as old, whatever their uploads: the last commit wins. */
  static final class LastCommitWinsKey implements Mutant {
    @Override
    public Ports seenBy(Role role, Ports ports, World world) {
      return role != Role.INTEGRATOR
          ? ports
          : ports.withStore(
              new ForwardingObjectStore(ports.store()) {
                @Override
                public Optional<byte[]> read(String bucket, String key) {
                  Optional<byte[]> read = super.read(bucket, key);
                  boolean merged = LakeKeys.isOfSnapshot(key) && key.endsWith(".parquet");
                  return merged ? read.map(part -> ofOldest(part, world)) : read;
                }
              });
    }

    private static byte[] ofOldest(byte[] part, World world) {
      Map<Long, Upload> uploads = new HashMap<>();
      for (String dataset : world.knownDatasets()) {
        world
            .table
            .uploads(dataset)
            .forEach(record -> uploads.put(record.upload().hash(), record.upload()));
      }
      long oldest =
          PlainParts.rows(part).stream()
              .map(row -> Objects.requireNonNull(uploads.get(row.upload())))
              .min(Comparator.naturalOrder())
              .orElseThrow()
              .hash();
      return PlainParts.withUploads(part, upload -> oldest);
    }
  }
}
