package dev.sheaf.aws;

import dev.sheaf.core.index.IndexTable;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Indexes in DynamoDB: those of one dataset in one partition. */
public final class DynamoIndexTable implements IndexTable {
  private final DynamoItems items;

  public DynamoIndexTable(DynamoDbClient client, String table) {
    this.items = new DynamoItems(client, table);
  }

  @Override
  public Optional<String> item(String dataset, String name) {
    return items.get(IndexItem.SCHEMA, TableKeys.index(dataset, name)).map(IndexItem::text);
  }

  @Override
  public void putItem(String dataset, String name, String text) {
    items.put(IndexItem.SCHEMA, new IndexItem(dataset, name, text));
  }

  @Override
  public List<String> itemNames(String dataset) {
    return items.sortKeys(TableKeys.indexPartition(dataset));
  }

  @Override
  public void removeItem(String dataset, String name) {
    items.delete(IndexItem.SCHEMA, TableKeys.index(dataset, name));
  }
}
