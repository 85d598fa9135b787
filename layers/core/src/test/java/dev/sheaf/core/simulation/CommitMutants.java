package dev.sheaf.core.simulation;

import dev.sheaf.core.run.Fact;
import dev.sheaf.core.run.RunItem;
import dev.sheaf.core.run.RunTable;
import dev.sheaf.core.snapshot.OperationRecord;
import dev.sheaf.core.snapshot.SnapshotRecord;
import dev.sheaf.core.snapshot.SnapshotTable;
import dev.sheaf.core.snapshot.UploadChange;
import dev.sheaf.core.store.LakeKeys;
import dev.sheaf.core.store.ObjectStore;
import dev.sheaf.core.store.Payload;
import dev.sheaf.core.testing.ForwardingObjectStore;
import dev.sheaf.core.testing.ForwardingRunTable;
import dev.sheaf.core.testing.ForwardingSnapshotTable;
import dev.sheaf.core.testing.InMemoryTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How snapshots come into being, done wrong on purpose. Each is a way in which others did it. */
final class CommitMutants {
  private CommitMutants() {}

  /** A run is committed whether or not it is open. */
  static final class CommitOfAnyRun implements Mutant {
    @Override
    public InMemoryTable table() {
      return new InMemoryTable() {
        @Override
        public synchronized Commit commit(SnapshotRecord snapshot) {
          Commit outcome = super.commit(snapshot);
          if (outcome != Commit.RUN_NOT_OPEN) {
            return outcome;
          }
          List<String> open =
              snapshot.runs().stream()
                  .filter(
                      run ->
                          run(snapshot.dataset(), run).orElseThrow().state() == RunItem.State.OPEN)
                  .toList();
          return super.commit(with(snapshot, snapshot.version(), snapshot.manifestKey(), open));
        }
      };
    }
  }

  /** A snapshot is committed whatever HEAD is. */
  static final class CommitOnAnyHead implements Mutant {
    @Override
    public InMemoryTable table() {
      return new InMemoryTable() {
        @Override
        public synchronized Commit commit(SnapshotRecord snapshot) {
          int head = head(snapshot.dataset()).map(SnapshotRecord::version).orElse(0);
          return super.commit(with(snapshot, head + 1, snapshot.manifestKey(), snapshot.runs()));
        }
      };
    }
  }

  /** All executions of a task, and all commits of a version, write to the same keys. */
  static final class KeyWithoutAttempt implements Mutant {
    @Override
    public Ports seenBy(Role role, Ports ports, World world) {
      return ports
          .withStore(new SameObjects(ports.store(), world))
          .withRuns(new SameFacts(ports.runs()))
          .withSnapshots(new SameManifests(ports.snapshots()));
    }

    private static final class SameObjects extends ForwardingObjectStore {
      private final World world;

      SameObjects(ObjectStore store, World world) {
        super(store);
        this.world = world;
      }

      @Override
      public Put putIfAbsent(String bucket, String key, Payload payload, String contentType) {
        String same = withoutAttempt(key);
        Put put = super.putIfAbsent(bucket, same, payload, contentType);
        if (put == Put.EXISTED && !same.equals(key)) {
          world.store.put(World.LAKE, same, bytes(payload));
        }
        return put;
      }
    }

    private static final class SameFacts extends ForwardingRunTable {
      SameFacts(RunTable runs) {
        super(runs);
      }

      @Override
      public Fact putFact(Fact fact, int group) {
        Fact same = new Fact(fact.run(), fact.round(), fact.task(), "a", fact.result());
        return super.putFact(same, group);
      }
    }

    private static final class SameManifests extends ForwardingSnapshotTable {
      SameManifests(SnapshotTable snapshots) {
        super(snapshots);
      }

      @Override
      public Commit commit(SnapshotRecord snapshot) {
        return super.commit(withoutAttempt(snapshot));
      }

      @Override
      public Commit commitOperation(SnapshotRecord snapshot, List<UploadChange> changes) {
        return super.commitOperation(withoutAttempt(snapshot), changes);
      }
    }

    private static SnapshotRecord withoutAttempt(SnapshotRecord record) {
      return with(record, record.version(), withoutAttempt(record.manifestKey()), record.runs());
    }

    private static String withoutAttempt(String key) {
      return key.replaceFirst("-a[0-9]+", "-a").replaceFirst("/[0-9a-f]{2}/", "/00/");
    }

    private static byte[] bytes(Payload payload) {
      if (payload instanceof Payload.Bytes bytes) {
        return bytes.content();
      }
      try {
        return Files.readAllBytes(((Payload.File) payload).path());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Whether an operation has ended is not part of its transaction; and who asks may be told late. */
  static final class OperationTwice implements Mutant {
    private final Map<String, Integer> asked = new HashMap<>();

    @Override
    public InMemoryTable table() {
      return new InMemoryTable() {
        @Override
        public synchronized Commit commitOperation(
            SnapshotRecord snapshot, List<UploadChange> changes) {
          Commit outcome = super.commitOperation(snapshot, changes);
          return outcome == Commit.OPERATION_ENDED ? super.commit(snapshot) : outcome;
        }
      };
    }

    @Override
    public Ports seenBy(Role role, Ports ports, World world) {
      return ports.withSnapshots(
          new ForwardingSnapshotTable(ports.snapshots()) {
            @Override
            public Optional<OperationRecord> operation(String dataset, String id) {
              Optional<OperationRecord> told = super.operation(dataset, id);
              return asked.merge(id, 1, Integer::sum) % 2 == 1 ? Optional.empty() : told;
            }
          });
    }
  }

  /** Another record, of a manifest that nobody vouches for. */
  static SnapshotRecord with(
      SnapshotRecord record, int version, String manifestKey, List<String> runs) {
    return new SnapshotRecord(
        record.dataset(),
        version,
        record.created(),
        manifestKey,
        LakeKeys.isWholeManifest(manifestKey) ? null : record.rootSha256(),
        record.definitionDigest(),
        runs,
        record.counts(),
        record.rows(),
        record.parts(),
        record.bytes(),
        record.fingerprint(),
        record.fingerprintVersion(),
        record.operation(),
        record.expired());
  }
}
