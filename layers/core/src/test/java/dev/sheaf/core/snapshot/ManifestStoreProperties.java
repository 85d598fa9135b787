package dev.sheaf.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sheaf.core.json.Gzip;
import dev.sheaf.core.json.Json;
import dev.sheaf.core.store.ObjectVersion;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What is written of a snapshot is what is read, whatever came before and comes after. */
class ManifestStoreProperties {

  private static ManifestHistory history(long seed, int commits) {
    Random random = new Random(seed);
    ManifestHistory history = new ManifestHistory(random);
    for (int commit = 0; commit < commits; commit++) {
      switch (random.nextInt(8)) {
        case 0 -> history.compact();
        case 1 -> history.retract();
        case 2 -> history.reload();
        case 3 -> history.insert();
        case 4 -> {
          if (!history.stored.isEmpty()) {
            history.rollback(1 + random.nextInt(history.stored.size()));
          }
        }
        default -> history.append();
      }
    }
    return history;
  }

  @Property(tries = 40)
  void everyVersionIsReadAsItWasWritten(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int commits) {
    ManifestHistory history = history(seed, commits);
    ManifestStore other = new ManifestStore(history.lake);
    for (int version = 1; version <= history.stored.size(); version++) {
      Manifest written = history.stored.get(version - 1).manifest();
      Manifest read = other.read(history.record(version));
      assertThat(read.withTree(null)).isEqualTo(sorted(written));
      Snapshot snapshot = other.open(history.record(version));
      assertThat(snapshot.rows()).isEqualTo(written.rows());
      assertThat(snapshot.bytes()).isEqualTo(written.bytes());
      assertThat(snapshot.partCount()).isEqualTo(written.parts().size());
      assertThat(snapshot.parts(List.of()))
          .isEqualTo(written.parts().stream().map(part -> part.withUploads(List.of())).toList());
    }
  }

  /** The uploads of a part are a set. */
  private static Manifest sorted(Manifest manifest) {
    Map<String, Integer> ordinals = manifest.tree() == null ? Map.of() : manifest.tree().ordinals();
    return manifest
        .withTree(null)
        .withParts(
            manifest.parts().stream()
                .map(
                    part ->
                        part.withUploads(
                            part.uploads().stream()
                                .sorted(Comparator.comparing(ordinals::get))
                                .toList()))
                .toList());
  }

  @Property(tries = 20)
  void anOrdinalIsOfOneUploadForEver(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int commits) {
    Map<Integer, String> ids = new HashMap<>();
    for (ManifestStore.Stored stored : history(seed, commits).stored) {
      ManifestTree tree = stored.manifest().tree();
      tree.ordinals()
          .forEach(
              (id, ordinal) -> {
                assertThat(ordinal).isLessThan(tree.nextOrdinal());
                assertThat(ids.merge(ordinal, id, (known, same) -> known)).isEqualTo(id);
              });
    }
  }

  @Property(tries = 20)
  void theObjectsOfASnapshotAreAllThatItNeeds(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int commits) {
    ManifestHistory history = history(seed, commits);
    Set<String> all = new HashSet<>();
    for (int version = 1; version <= history.stored.size(); version++) {
      Set<String> own = new HashSet<>();
      history.manifests.open(history.record(version)).addObjects(own);
      history.manifests.open(history.record(version)).addObjects(all);
      all.add(history.record(version).manifestKey());
      Manifest manifest = history.stored.get(version - 1).manifest();
      assertThat(own).containsAll(manifest.parts().stream().map(Part::key).toList());
      manifest
          .contributions()
          .forEach(
              one -> {
                assertThat(own).containsAll(one.rejects());
                assertThat(own).containsAll(one.objects().stream().map(Part::key).toList());
              });
    }
    assertThat(all)
        .containsAll(
            history.store.list(ManifestHistory.BUCKET, "").stream()
                .map(ObjectVersion::key)
                .collect(Collectors.toSet()));
  }

  @Property(tries = 20)
  void theChangesLeadFromTheParentToTheSnapshot(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int commits) {
    ManifestHistory history = history(seed, commits);
    Set<String> parts = new HashSet<>();
    Set<String> uploads = new HashSet<>();
    String parent = null;
    for (ManifestStore.Stored stored : history.stored) {
      SnapshotRoot root =
          Json.read(history.lake.require(stored.key(), stored.sha256()), SnapshotRoot.class);
      assertThat(root.parentSha256()).isEqualTo(parent);
      byte[] packed = history.lake.require(root.changes().key(), root.changes().sha256());
      SnapshotChanges changes = Json.read(Gzip.unpack(packed), SnapshotChanges.class);
      assertThat(parts).containsAll(changes.removedParts());
      parts.removeAll(changes.removedParts());
      assertThat(parts).noneMatch(changes.addedParts()::contains);
      parts.addAll(changes.addedParts());
      uploads.removeAll(changes.removedUploads());
      assertThat(uploads).noneMatch(changes.addedUploads()::contains);
      uploads.addAll(changes.addedUploads());
      assertThat(parts)
          .isEqualTo(stored.manifest().parts().stream().map(Part::key).collect(Collectors.toSet()));
      assertThat(uploads)
          .isEqualTo(
              stored.manifest().contributions().stream()
                  .map(one -> one.upload().id())
                  .collect(Collectors.toSet()));
      parent = stored.sha256();
    }
  }

  @Property(tries = 20)
  void damageIsNoticed(@ForAll long seed, @ForAll @IntRange(min = 1, max = 10) int commits) {
    ManifestHistory history = history(seed, commits);
    if (history.stored.isEmpty()) {
      return;
    }
    SnapshotRecord head = history.record(history.stored.size());
    Set<String> keys = new HashSet<>();
    history.manifests.open(head).addObjects(keys);
    keys.add(head.manifestKey());
    keys.removeIf(key -> !key.startsWith("tables/") || key.endsWith("changes.json.gz"));
    Random random = new Random(seed);
    for (String key : keys) {
      byte[] sound = history.lake.require(key);
      byte[] damaged = sound.clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      history.store.put(ManifestHistory.BUCKET, key, damaged);
      assertThatThrownBy(() -> new ManifestStore(history.lake).read(head))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(key + " is not what was written there");
      history.store.put(ManifestHistory.BUCKET, key, sound);
    }
    assertThat(new ManifestStore(history.lake).read(head).parts()).isNotNull();
  }
}
