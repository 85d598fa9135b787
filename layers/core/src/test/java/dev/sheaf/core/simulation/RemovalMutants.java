package dev.sheaf.core.simulation;

import dev.sheaf.core.snapshot.SnapshotRecord;
import dev.sheaf.core.snapshot.Tag;
import dev.sheaf.core.testing.ForwardingSnapshotTable;
import dev.sheaf.core.testing.InMemoryTable;
import java.time.Instant;
import java.util.List;

/** What is removed too early on purpose. */
final class RemovalMutants {
  private RemovalMutants() {}

  /** Whoever removes objects looks only at what the newest snapshot refers to. */
  static final class RemovalOfAllButHead implements Mutant {
    @Override
    public Ports seenBy(Role role, Ports ports, World world) {
      return role != Role.KEEPER
          ? ports
          : ports.withSnapshots(
              new ForwardingSnapshotTable(ports.snapshots()) {
                @Override
                public List<SnapshotRecord> snapshots(String dataset) {
                  List<SnapshotRecord> all = super.snapshots(dataset);
                  return all.subList(Math.max(0, all.size() - 1), all.size());
                }
              });
    }
  }

  /** A snapshot expires whether or not it has a tag. */
  static final class ExpiryOfTagged implements Mutant {
    @Override
    public InMemoryTable table() {
      return new InMemoryTable() {
        @Override
        public synchronized boolean expire(String dataset, int version, Instant now) {
          List<Tag> tags = tags(dataset).stream().filter(tag -> tag.version() == version).toList();
          tags.forEach(tag -> untag(dataset, tag));
          return super.expire(dataset, version, now);
        }
      };
    }
  }
}
