package dev.sheaf.aws;

import dev.sheaf.core.dataset.DatasetTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Datasets and the digests of their definitions in DynamoDB. */
public final class DynamoDatasetTable implements DatasetTable {
  private final DynamoItems items;

  public DynamoDatasetTable(DynamoDbClient client, String table) {
    this.items = new DynamoItems(client, table);
  }

  @Override
  public List<String> datasets() {
    return items.all(DatasetItem.SCHEMA, TableKeys.DATASETS).stream()
        .filter(item -> item.current().isPresent())
        .map(DatasetItem::dataset)
        .toList();
  }

  @Override
  public List<String> everNamed() {
    return items.all(DatasetItem.SCHEMA, TableKeys.DATASETS).stream()
        .map(DatasetItem::dataset)
        .toList();
  }

  @Override
  public Optional<Current> definition(String dataset) {
    return items.get(DatasetItem.SCHEMA, TableKeys.dataset(dataset)).flatMap(DatasetItem::current);
  }

  @Override
  public Current putDefinition(String dataset, String digest) {
    DatasetItem there = items.putIfAbsent(DatasetItem.SCHEMA, DatasetItem.first(dataset, digest));
    return there.current().orElseGet(() -> afterTheLast(there, digest));
  }

  /** Puts a definition where one was taken away; once it is there, others find it. */
  private Current afterTheLast(DatasetItem last, String digest) {
    Current next = new Current(digest, last.lastRevision() + 1);
    ItemUpdate update =
        ItemUpdate.of(
                TableKeys.dataset(last.dataset()),
                "SET #definition = :next, #revision = :nextRevision REMOVE #last",
                "attribute_not_exists(#definition) AND #revision = :last")
            .with("next", next.digest())
            .with("nextRevision", next.revision())
            .with("last", last.lastRevision());
    return items
        .updateOrGet(update)
        .map(item -> DatasetItem.SCHEMA.mapToItem(item))
        .map(other -> other.current().orElseGet(() -> afterTheLast(other, digest)))
        .orElse(next);
  }

  @Override
  public boolean removeDefinition(String dataset, Current read) {
    ItemUpdate update =
        ItemUpdate.of(
                TableKeys.dataset(dataset),
                "SET #revision = :revision, #last = :read REMOVE #definition",
                "#definition = :read AND (#revision = :revision%s)".formatted(unnumbered(read)))
            .with("read", read.digest())
            .with("revision", read.revision());
    return items.updateOrGet(update).map(item -> wasLast(item, read)).orElse(true);
  }

  /** A repeated removal finds that it was made before. */
  private static boolean wasLast(Map<String, AttributeValue> item, Current read) {
    return !item.isEmpty()
        && DatasetItem.SCHEMA.mapToItem(item).removed().equals(Optional.of(read));
  }

  @Override
  public Optional<Current> lastRemoved(String dataset) {
    return items.get(DatasetItem.SCHEMA, TableKeys.dataset(dataset)).flatMap(DatasetItem::removed);
  }

  /** Items of a time before there were revisions have none. */
  private static String unnumbered(Current read) {
    return read.revision() == Current.FIRST ? " OR attribute_not_exists(#revision)" : "";
  }

  @Override
  public boolean replaceDefinition(String dataset, Current read, String digest) {
    Current next = read.next(digest);
    ItemUpdate update =
        ItemUpdate.of(
                TableKeys.dataset(dataset),
                "SET #definition = :next, #revision = :nextRevision",
                "#definition = :read AND (#revision = :readRevision%s)".formatted(unnumbered(read)))
            .with("next", next.digest())
            .with("nextRevision", next.revision())
            .with("read", read.digest())
            .with("readRevision", read.revision());
    return items.updateOrGet(update).map(item -> is(item, next)).orElse(true);
  }

  /** A repeated change finds that it was made before. */
  private static boolean is(Map<String, AttributeValue> item, Current next) {
    return !item.isEmpty()
        && DatasetItem.SCHEMA.mapToItem(item).current().equals(Optional.of(next));
  }
}
