package dev.sheaf.core.testing;

import dev.sheaf.core.snapshot.OperationRecord;
import dev.sheaf.core.snapshot.SnapshotRecord;
import dev.sheaf.core.snapshot.SnapshotTable;
import dev.sheaf.core.snapshot.Tag;
import dev.sheaf.core.snapshot.UploadChange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The items of snapshots as another table has them, but for what a subclass overrides. */
public abstract class ForwardingSnapshotTable implements SnapshotTable {
  private final SnapshotTable snapshots;

  protected ForwardingSnapshotTable(SnapshotTable snapshots) {
    this.snapshots = snapshots;
  }

  @Override
  public Optional<SnapshotRecord> head(String dataset) {
    return snapshots.head(dataset);
  }

  @Override
  public Optional<SnapshotRecord> snapshot(String dataset, int version) {
    return snapshots.snapshot(dataset, version);
  }

  @Override
  public List<SnapshotRecord> snapshots(String dataset) {
    return snapshots.snapshots(dataset);
  }

  @Override
  public Commit commit(SnapshotRecord snapshot) {
    return snapshots.commit(snapshot);
  }

  @Override
  public Commit commitOperation(SnapshotRecord snapshot, List<UploadChange> changes) {
    return snapshots.commitOperation(snapshot, changes);
  }

  @Override
  public Optional<OperationRecord> operation(String dataset, String id) {
    return snapshots.operation(dataset, id);
  }

  @Override
  public OperationRecord refuse(OperationRecord refused) {
    return snapshots.refuse(refused);
  }

  @Override
  public List<Tag> tags(String dataset) {
    return snapshots.tags(dataset);
  }

  @Override
  public Tagging tag(String dataset, Tag tag) {
    return snapshots.tag(dataset, tag);
  }

  @Override
  public boolean untag(String dataset, Tag tag) {
    return snapshots.untag(dataset, tag);
  }

  @Override
  public boolean expire(String dataset, int version, Instant now) {
    return snapshots.expire(dataset, version, now);
  }

  @Override
  public List<SnapshotRecord> unannounced() {
    return snapshots.unannounced();
  }

  @Override
  public void setAnnounced(String dataset, int version) {
    snapshots.setAnnounced(dataset, version);
  }

  @Override
  public boolean drop(String dataset, int version) {
    return snapshots.drop(dataset, version);
  }

  @Override
  public OptionalInt dropped(String dataset) {
    return snapshots.dropped(dataset);
  }

  @Override
  public Commit commitAfterDrop(SnapshotRecord snapshot) {
    return snapshots.commitAfterDrop(snapshot);
  }

  @Override
  public void remove(String dataset, int version) {
    snapshots.remove(dataset, version);
  }
}
