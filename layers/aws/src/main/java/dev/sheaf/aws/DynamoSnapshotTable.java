package dev.sheaf.aws;

import static java.util.Objects.requireNonNull;

import dev.sheaf.aws.Transaction.Write;
import dev.sheaf.core.run.RunItem;
import dev.sheaf.core.snapshot.Operation;
import dev.sheaf.core.snapshot.OperationRecord;
import dev.sheaf.core.snapshot.SnapshotRecord;
import dev.sheaf.core.snapshot.SnapshotTable;
import dev.sheaf.core.snapshot.Tag;
import dev.sheaf.core.snapshot.UploadChange;
import dev.sheaf.core.store.TransientException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** HEAD and snapshots in DynamoDB: the one compare-and-swap that everything rests on. */
public final class DynamoSnapshotTable implements SnapshotTable {
  /** HEAD and the snapshot are the first items of a commit's transaction. */
  private static final int HEAD_ITEMS = 2;

  private static final String IS_RETAINED =
      "attribute_exists(#pk) AND attribute_not_exists(#expired)";
  private static final Set<Write> FAILURES = EnumSet.of(Write.CONDITION_FAILED, Write.CONFLICT);

  private final DynamoDbClient client;
  private final DynamoItems items;
  private final String table;

  public DynamoSnapshotTable(DynamoDbClient client, String table) {
    this.client = client;
    this.items = new DynamoItems(client, table);
    this.table = table;
  }

  @Override
  public Optional<SnapshotRecord> head(String dataset) {
    return items
        .attributes(TableKeys.head(dataset))
        .filter(item -> !isTombstone(item))
        .map(item -> SnapshotItems.HEAD.mapToItem(item));
  }

  @Override
  public Optional<SnapshotRecord> snapshot(String dataset, int version) {
    return items.get(SnapshotItems.SNAPSHOT, TableKeys.snapshot(dataset, version));
  }

  @Override
  public List<SnapshotRecord> snapshots(String dataset) {
    return items.all(
        SnapshotItems.SNAPSHOT, TableKeys.datasetPartition(dataset), TableKeys.SNAPSHOTS);
  }

  @Override
  public Commit commit(SnapshotRecord snapshot) {
    return commit(snapshot, movingHead(snapshot));
  }

  @Override
  public Commit commitAfterDrop(SnapshotRecord snapshot) {
    return commit(
        snapshot,
        new Transaction(table)
            .put(
                SnapshotItems.HEAD,
                snapshot,
                "#dropped = :last AND attribute_not_exists(#version)",
                Map.of("last", (long) snapshot.version() - 1))
            .putIfAbsent(SnapshotItems.SNAPSHOT, snapshot));
  }

  private Commit commit(SnapshotRecord snapshot, Transaction transaction) {
    if (snapshot.runs().size() > MAX_RUNS) {
      throw new IllegalArgumentException(
          "%d runs in one commit; at most %d fit".formatted(snapshot.runs().size(), MAX_RUNS));
    }
    for (String run : snapshot.runs()) {
      transaction.update(
          ItemUpdate.of(
                  TableKeys.run(snapshot.dataset(), run),
                  "SET #state = :committed, #snapshot = :version",
                  "#state = :isOpen")
              .with("committed", RunItem.State.COMMITTED.name())
              .with("version", snapshot.version())
              .with("isOpen", RunItem.State.OPEN.name()));
    }
    List<Write> writes = transaction.run(client);
    if (headMoved(writes)) {
      return Commit.HEAD_MOVED;
    }
    return outcome(writes, Commit.RUN_NOT_OPEN);
  }

  @Override
  public Commit commitOperation(SnapshotRecord snapshot, List<UploadChange> changes) {
    Operation operation = requireNonNull(snapshot.operation(), "the operation");
    if (changes.size() > Operation.MAX_UPLOADS) {
      throw new IllegalArgumentException(
          "%d uploads in one commit; at most %d fit"
              .formatted(changes.size(), Operation.MAX_UPLOADS));
    }
    Transaction transaction =
        movingHead(snapshot)
            .putIfAbsent(
                OperationItem.SCHEMA, OperationRecord.committed(operation, snapshot.version()));
    operation
        .retainedVersion()
        .ifPresent(
            version ->
                transaction.check(TableKeys.snapshot(snapshot.dataset(), version), IS_RETAINED));
    changes.forEach(change -> transaction.update(UploadItems.changed(change)));
    List<Write> writes = transaction.run(client);
    // That it has ended comes first: HEAD has moved then too, by this operation itself.
    if (writes.get(HEAD_ITEMS) == Write.CONDITION_FAILED) {
      return Commit.OPERATION_ENDED;
    }
    if (headMoved(writes) || writes.get(HEAD_ITEMS) == Write.CONFLICT) {
      return Commit.HEAD_MOVED;
    }
    return outcome(writes, Commit.PREMISE_CHANGED);
  }

  /** A conflict over HEAD means that it is being moved just now. */
  private static boolean headMoved(List<Write> writes) {
    return writes.subList(0, HEAD_ITEMS).stream().anyMatch(FAILURES::contains);
  }

  private Commit outcome(List<Write> writes, Commit conditionFailed) {
    if (writes.contains(Write.CONDITION_FAILED)) {
      return conditionFailed;
    }
    requireNoConflict(writes);
    return Commit.COMMITTED;
  }

  private void requireNoConflict(List<Write> writes) {
    if (writes.contains(Write.CONFLICT)) {
      throw new TransientException("TransactWriteItems %s: %s".formatted(table, writes));
    }
  }

  private Transaction movingHead(SnapshotRecord snapshot) {
    Transaction transaction = new Transaction(table);
    int parent = snapshot.version() - 1;
    if (parent == 0) {
      transaction.putIfAbsent(SnapshotItems.HEAD, snapshot);
    } else {
      transaction.put(
          SnapshotItems.HEAD, snapshot, "#version = :parent", Map.of("parent", (long) parent));
    }
    return transaction.putIfAbsent(SnapshotItems.SNAPSHOT, snapshot);
  }

  @Override
  public Optional<OperationRecord> operation(String dataset, String id) {
    return items.get(OperationItem.SCHEMA, TableKeys.operation(dataset, id));
  }

  @Override
  public OperationRecord refuse(OperationRecord refused) {
    return items.putIfAbsent(OperationItem.SCHEMA, refused);
  }

  @Override
  public List<Tag> tags(String dataset) {
    return items.all(TagItem.SCHEMA, TableKeys.datasetPartition(dataset), TableKeys.TAGS).stream()
        .map(TagItem::tag)
        .toList();
  }

  @Override
  public Tagging tag(String dataset, Tag tag) {
    List<Write> writes =
        new Transaction(table)
            .put(
                TagItem.SCHEMA,
                new TagItem(dataset, tag),
                "attribute_not_exists(#pk) OR #version = :version",
                Map.of("version", (long) tag.version()))
            .update(
                ItemUpdate.of(
                        TableKeys.snapshot(dataset, tag.version()), "ADD #tags :tags", IS_RETAINED)
                    .withSet(TagItem.SET, tag.name()))
            .run(client);
    if (writes.get(0) == Write.CONDITION_FAILED) {
      return Tagging.TAKEN;
    }
    if (writes.get(1) == Write.CONDITION_FAILED) {
      return Tagging.NO_SNAPSHOT;
    }
    requireNoConflict(writes);
    return Tagging.TAGGED;
  }

  @Override
  public boolean untag(String dataset, Tag tag) {
    List<Write> writes =
        new Transaction(table)
            .delete(TableKeys.tag(dataset, tag.name()), tag.version())
            .update(
                ItemUpdate.of(
                        TableKeys.snapshot(dataset, tag.version()),
                        "DELETE #tags :tags",
                        "attribute_exists(#pk)")
                    .withSet(TagItem.SET, tag.name()))
            .run(client);
    if (writes.contains(Write.CONDITION_FAILED)) {
      return false;
    }
    requireNoConflict(writes);
    return true;
  }

  @Override
  public boolean expire(String dataset, int version, Instant now) {
    Optional<Map<String, AttributeValue>> kept =
        items.updateOrGet(
            ItemUpdate.of(
                    TableKeys.snapshot(dataset, version),
                    "SET #expired = :expired",
                    IS_RETAINED + " AND attribute_not_exists(#tags)")
                .with("expired", now.toString()));
    return kept.isEmpty() || kept.get().containsKey("expired");
  }

  @Override
  public List<SnapshotRecord> unannounced() {
    return items.open(SnapshotItems.SNAPSHOT, TableKeys.OPEN_SNAPSHOT);
  }

  @Override
  public void setAnnounced(String dataset, int version) {
    items.updateOrGet(
        ItemUpdate.of(
            TableKeys.snapshot(dataset, version), "REMOVE #open, #due", "attribute_exists(#pk)"));
  }

  @Override
  public boolean drop(String dataset, int version) {
    return items
        .updateOrGet(
            ItemUpdate.of(
                    TableKeys.head(dataset),
                    "SET #dropped = :version REMOVE #version",
                    "#version = :version")
                .with("version", version))
        .map(item -> isTombstone(item) && last(item) == version)
        .orElse(true);
  }

  @Override
  public OptionalInt dropped(String dataset) {
    return items
        .attributes(TableKeys.head(dataset))
        .filter(DynamoSnapshotTable::isTombstone)
        .map(item -> OptionalInt.of(last(item)))
        .orElse(OptionalInt.empty());
  }

  /** A HEAD of before the drop loses its version, so that no commit on it can succeed. */
  private static boolean isTombstone(Map<String, AttributeValue> item) {
    return item.containsKey("dropped") && !item.containsKey("version");
  }

  private static int last(Map<String, AttributeValue> tombstone) {
    return Integer.parseInt(requireNonNull(tombstone.get("dropped")).n());
  }

  @Override
  public void remove(String dataset, int version) {
    items.delete(SnapshotItems.SNAPSHOT, TableKeys.snapshot(dataset, version));
  }
}
