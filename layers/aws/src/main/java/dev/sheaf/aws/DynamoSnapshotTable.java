package dev.sheaf.aws;

import dev.sheaf.core.run.RunRecord;
import dev.sheaf.core.snapshot.SnapshotRecord;
import dev.sheaf.core.snapshot.SnapshotTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** HEAD and snapshots in DynamoDB: the one compare-and-swap that everything rests on. */
public final class DynamoSnapshotTable implements SnapshotTable {
  /** HEAD and the snapshot are the first items of the transaction, its runs follow. */
  private static final int ITEMS_BEFORE_RUNS = 2;

  private static final String CONDITION_FAILED = "ConditionalCheckFailed";
  private static final String CONFLICT = "TransactionConflict";

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
    return items.get(SnapshotItems.HEAD, TableKeys.head(dataset));
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
    if (snapshot.runs().size() > MAX_RUNS) {
      throw new IllegalArgumentException(
          "%d runs in one commit; at most %d fit".formatted(snapshot.runs().size(), MAX_RUNS));
    }
    List<TransactWriteItem> writes = writes(snapshot);
    try {
      client.transactWriteItems(transaction -> transaction.transactItems(writes));
      return Commit.COMMITTED;
    } catch (TransactionCanceledException e) {
      return outcome(e);
    } catch (SdkException e) {
      throw Failures.translateUnknown("TransactWriteItems " + table, e);
    }
  }

  @Override
  public List<SnapshotRecord> unannounced() {
    return items.open(SnapshotItems.SNAPSHOT, TableKeys.OPEN_SNAPSHOT);
  }

  @Override
  public void setAnnounced(String dataset, int version) {
    items.updateOrGet(
        Update.of(
            TableKeys.snapshot(dataset, version), "REMOVE #open, #due", "attribute_exists(#pk)"));
  }

  private List<TransactWriteItem> writes(SnapshotRecord snapshot) {
    List<TransactWriteItem> writes = new ArrayList<>();
    writes.add(write(putHead(snapshot)));
    writes.add(write(putSnapshot(snapshot)));
    for (String run : snapshot.runs()) {
      Update commit =
          Update.of(
                  TableKeys.run(snapshot.dataset(), run),
                  "SET #state = :committed, #snapshot = :version",
                  "#state = :isOpen")
              .with("committed", RunRecord.State.COMMITTED.name())
              .with("version", snapshot.version())
              .with("isOpen", RunRecord.State.OPEN.name());
      writes.add(TransactWriteItem.builder().update(commit.inTransaction(table)).build());
    }
    return writes;
  }

  private Put putHead(SnapshotRecord snapshot) {
    Put.Builder put =
        Put.builder().tableName(table).item(SnapshotItems.HEAD.itemToMap(snapshot, true));
    int parent = snapshot.version() - 1;
    return parent == 0
        ? ifAbsent(put)
        : put.conditionExpression("#version = :parent")
            .expressionAttributeNames(Map.of("#version", "version"))
            .expressionAttributeValues(
                Map.of(":parent", AttributeValue.fromN(Integer.toString(parent))))
            .build();
  }

  private Put putSnapshot(SnapshotRecord snapshot) {
    return ifAbsent(
        Put.builder().tableName(table).item(SnapshotItems.SNAPSHOT.itemToMap(snapshot, true)));
  }

  private static Put ifAbsent(Put.Builder put) {
    return put.conditionExpression("attribute_not_exists(#pk)")
        .expressionAttributeNames(Map.of("#pk", TableKeys.PARTITION))
        .build();
  }

  private static TransactWriteItem write(Put put) {
    return TransactWriteItem.builder().put(put).build();
  }

  /** Reads why nothing was written. A conflict over HEAD means that it is being moved just now. */
  private Commit outcome(TransactionCanceledException cancelled) {
    List<String> reasons =
        cancelled.cancellationReasons().stream().map(CancellationReason::code).toList();
    int head = Math.min(ITEMS_BEFORE_RUNS, reasons.size());
    if (reasons.subList(0, head).stream().anyMatch(Set.of(CONDITION_FAILED, CONFLICT)::contains)) {
      return Commit.HEAD_MOVED;
    }
    if (reasons.contains(CONDITION_FAILED)) {
      return Commit.RUN_NOT_OPEN;
    }
    throw Failures.cancelled("TransactWriteItems %s, %s".formatted(table, reasons), cancelled);
  }
}
