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
        .map(DatasetItem::dataset)
        .toList();
  }

  @Override
  public Optional<Current> definition(String dataset) {
    return items.get(DatasetItem.SCHEMA, TableKeys.dataset(dataset)).map(DatasetItem::current);
  }

  @Override
  public Current putDefinition(String dataset, String digest) {
    return items.putIfAbsent(DatasetItem.SCHEMA, DatasetItem.first(dataset, digest)).current();
  }

  @Override
  public boolean replaceDefinition(String dataset, Current read, String digest) {
    Current next = read.next(digest);
    String unnumbered =
        read.revision() == Current.FIRST ? " OR attribute_not_exists(#revision)" : "";
    ItemUpdate update =
        ItemUpdate.of(
                TableKeys.dataset(dataset),
                "SET #definition = :next, #revision = :nextRevision",
                "#definition = :read AND (#revision = :readRevision%s)".formatted(unnumbered))
            .with("next", next.digest())
            .with("nextRevision", next.revision())
            .with("read", read.digest())
            .with("readRevision", read.revision());
    return items.updateOrGet(update).map(item -> is(item, next)).orElse(true);
  }

  /** A repeated change finds that it was made before. */
  private static boolean is(Map<String, AttributeValue> item, Current next) {
    return !item.isEmpty() && DatasetItem.SCHEMA.mapToItem(item).current().equals(next);
  }
}
