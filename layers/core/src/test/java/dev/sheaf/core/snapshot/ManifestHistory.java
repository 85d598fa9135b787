package dev.sheaf.core.snapshot;

import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.row.Counts;
import dev.sheaf.core.row.Fingerprint;
import dev.sheaf.core.row.FingerprintVersion;
import dev.sheaf.core.store.Lake;
import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.core.store.SnapshotPlace;
import dev.sheaf.core.testing.InMemoryObjectStore;
import dev.sheaf.core.upload.Upload;
import dev.sheaf.core.zone.Zone;
import dev.sheaf.core.zone.ZoneMap;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Snapshots of one dataset, one after the other, as commits of all kinds write them. */
final class ManifestHistory {
  static final String BUCKET = "lake";
  private static final ColumnType BIGINT = ColumnType.of(ColumnType.Kind.BIGINT);
  private static final ColumnType VARCHAR = ColumnType.of(ColumnType.Kind.VARCHAR);
  private static final RowSchema SCHEMA =
      new RowSchema(
          List.of(new RowSchema.Field("id", BIGINT), new RowSchema.Field("name", VARCHAR)));

  final InMemoryObjectStore store =
      new InMemoryObjectStore(InMemoryObjectStore.Versioning.OFF, InstantSource.system());
  final Lake lake = new Lake(store, BUCKET);
  final ManifestStore manifests = new ManifestStore(lake);
  final List<ManifestStore.Stored> stored = new ArrayList<>();
  private final Random random;
  private int parts;
  private int uploads;

  ManifestHistory(Random random) {
    this.random = random;
  }

  Optional<Manifest> head() {
    return stored.isEmpty()
        ? Optional.empty()
        : Optional.of(stored.get(stored.size() - 1).manifest());
  }

  SnapshotRecord record(int version) {
    return SnapshotRecord.of(stored.get(version - 1), List.of());
  }

  /** Some upload that was not there before, in its place in upload order. */
  Upload upload() {
    int number = uploads++;
    return new Upload(
        new ObjectVersion(
            "landing",
            "people/default/%d.csv".formatted(number),
            null,
            Long.toHexString(random.nextLong()),
            Instant.EPOCH.plusSeconds(number),
            100),
        "people",
        "default");
  }

  Contribution contribution(Upload upload, int attempt, List<Part> objects) {
    List<RejectObject> rejects =
        random.nextInt(4) == 0
            ? List.of(new RejectObject("rejects/" + random.nextLong(), "00"))
            : List.of();
    return Contribution.of(
            upload,
            attempt,
            "%024x".formatted(random.nextLong()),
            new Counts(2, 0, 2, 0, 0, 2),
            rejects)
        .withObjects(objects);
  }

  Part part(List<String> ids) {
    long from = random.nextInt(1000);
    int number = parts++;
    Zone names =
        random.nextBoolean()
            ? new Zone(VARCHAR, random.nextInt(3), null, null)
            : new Zone(VARCHAR, 0, "a\u00e9\"\n", "z\ud83d\ude00");
    return new Part(
        "runs/%024x/0/%06d-%016x.parquet".formatted(random.nextLong(), number, random.nextLong()),
        1000 + random.nextInt(1000),
        1 + random.nextInt(50),
        "%016x".formatted(random.nextLong()).repeat(4),
        new Fingerprint(random.nextLong(), random.nextLong()),
        ids,
        new ZoneMap(
            Map.of(
                "id",
                new Zone(BIGINT, 0, from + "", from + random.nextInt(9) + ""),
                "name",
                names)),
        random.nextInt(3) > 0 ? null : new FirstAndLastKey(List.of("1", "a"), List.of("2", "b")),
        random.nextInt(3) > 0 ? null : FooterPlace.in(5000, 4000, "0f".repeat(32)),
        random.nextBoolean() ? FingerprintVersion.V1 : FingerprintVersion.V2);
  }

  void append() {
    Upload upload = upload();
    List<Contribution> contributions = contributions();
    contributions.add(contribution(upload, 1, List.of()));
    List<Part> all = parts();
    all.add(part(List.of(upload.id())));
    commit(contributions, all);
  }

  /** Commits what is other than in the newest snapshot, and shares what is not. */
  void commit(List<Contribution> contributions, List<Part> all) {
    int version = stored.size() + 1;
    Manifest next =
        new Manifest(
            "people",
            version,
            version - 1,
            Instant.EPOCH.plusSeconds(version),
            "0".repeat(32),
            SCHEMA,
            all,
            contributions,
            random.nextBoolean() ? null : new StateObject("states/" + version, 5, "00"),
            contributions.stream().map(Contribution::counts).reduce(Counts.NONE, Counts::plus),
            all.stream().map(Part::fingerprint).reduce(Fingerprint.ZERO, Fingerprint::plus),
            random.nextBoolean() ? FingerprintVersion.V1 : FingerprintVersion.V2,
            null);
    write(head().map(next::sharing).orElse(next));
  }

  void rollback(int version) {
    write(manifests.read(record(version)).after(head().orElseThrow(), Instant.EPOCH));
  }

  /** As another process would, or this one with what it knows of the snapshot before. */
  private void write(Manifest next) {
    SnapshotPlace place = new SnapshotPlace("people", next.version(), "a");
    Optional<Manifest> parent =
        stored.isEmpty() || random.nextInt(20) > 0
            ? head()
            : Optional.of(new ManifestStore(lake).read(record(stored.size())));
    stored.add(manifests.write(next, parent, place));
  }

  List<Contribution> contributions() {
    return new ArrayList<>(head().map(Manifest::contributions).orElse(List.of()));
  }

  List<Part> parts() {
    return new ArrayList<>(head().map(Manifest::parts).orElse(List.of()));
  }

  /** Some parts that are side by side become one. */
  void compact() {
    List<Part> all = parts();
    if (all.size() < 2) {
      return;
    }
    int from = random.nextInt(all.size() - 1);
    List<Part> some = all.subList(from, from + 2 + random.nextInt(all.size() - from - 1));
    Set<String> ids = new LinkedHashSet<>();
    some.forEach(part -> ids.addAll(part.uploads()));
    some.clear();
    all.add(from, part(List.copyOf(ids)));
    commit(contributions(), all);
  }

  /** An upload goes, and with it all parts that have rows of it. */
  void retract() {
    List<Contribution> contributions = contributions();
    if (contributions.isEmpty()) {
      return;
    }
    String id = contributions.remove(random.nextInt(contributions.size())).upload().id();
    List<Part> all = parts();
    all.removeIf(part -> part.uploads().contains(id));
    commit(contributions, all);
  }

  /** An upload is loaded once more. */
  void reload() {
    List<Contribution> contributions = contributions();
    if (contributions.isEmpty()) {
      return;
    }
    int at = random.nextInt(contributions.size());
    Contribution before = contributions.get(at);
    String id = before.upload().id();
    Part object = part(List.of(id));
    contributions.set(at, contribution(before.upload(), before.attempt() + 1, List.of(object)));
    List<Part> all = parts();
    all.removeIf(part -> part.uploads().contains(id));
    all.add(random.nextInt(all.size() + 1), object);
    commit(contributions, all);
  }

  /** An upload that was delivered before others comes late. */
  void insert() {
    Upload upload = upload();
    List<Contribution> contributions = contributions();
    contributions.add(random.nextInt(contributions.size() + 1), contribution(upload, 1, List.of()));
    List<Part> all = parts();
    all.add(random.nextInt(all.size() + 1), part(List.of(upload.id())));
    commit(contributions, all);
  }
}
