package dev.sheaf.aws;

import dev.sheaf.core.dataset.DatasetTable;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

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
  public Optional<String> definitionDigest(String dataset) {
    return items.get(DatasetItem.SCHEMA, TableKeys.dataset(dataset)).map(DatasetItem::definition);
  }

  @Override
  public String putDefinition(String dataset, String digest) {
    return items.putIfAbsent(DatasetItem.SCHEMA, new DatasetItem(dataset, digest)).definition();
  }

  @Override
  public void replaceDefinition(String dataset, String digest) {
    items.put(DatasetItem.SCHEMA, new DatasetItem(dataset, digest));
  }
}
