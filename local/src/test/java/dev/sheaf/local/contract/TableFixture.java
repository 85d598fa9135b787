package dev.sheaf.local.contract;

import dev.sheaf.aws.AwsClients;
import dev.sheaf.aws.DynamoDatasetTable;
import dev.sheaf.aws.DynamoIndexTable;
import dev.sheaf.aws.DynamoRunTable;
import dev.sheaf.aws.DynamoSnapshotTable;
import dev.sheaf.aws.TableKeys;
import dev.sheaf.core.dataset.DatasetTable;
import dev.sheaf.core.index.IndexTable;
import dev.sheaf.core.run.RunTable;
import dev.sheaf.core.snapshot.SnapshotTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** A table of its own, with the index of open items, for the tests of one class. */
final class TableFixture extends EndpointFixture {
  private final String table = "sheaf-contract-" + UUID.randomUUID();
  private DynamoDbClient dynamoDb;

  TableFixture(Target target) {
    super(target, Target.Service.DYNAMODB);
  }

  @Override
  void create(AwsClients clients) {
    dynamoDb = clients.dynamoDb();
    dynamoDb.createTable(
        create ->
            create
                .tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                    Stream.of(
                            TableKeys.PARTITION,
                            TableKeys.SORT,
                            TableKeys.OPEN_INDEX,
                            TableKeys.DUE)
                        .map(TableFixture::text)
                        .toList())
                .keySchema(keys(TableKeys.PARTITION, TableKeys.SORT))
                .globalSecondaryIndexes(
                    GlobalSecondaryIndex.builder()
                        .indexName(TableKeys.OPEN_INDEX)
                        .keySchema(keys(TableKeys.OPEN_INDEX, TableKeys.DUE))
                        .projection(all -> all.projectionType(ProjectionType.ALL))
                        .build()));
    dynamoDb.waiter().waitUntilTableExists(describe -> describe.tableName(table));
  }

  @Override
  void remove() {
    dynamoDb.deleteTable(delete -> delete.tableName(table));
  }

  /** Removes an attribute of the one item that has this value of another. */
  void remove(String attribute, String value, String removed) {
    change(attribute, value, item -> item.remove(removed));
  }

  /** Gives an attribute of the one item that has this value of another a new value. */
  void set(String attribute, String value, String changed, String newValue) {
    change(attribute, value, item -> item.put(changed, AttributeValue.fromS(newValue)));
  }

  private void change(
      String attribute, String value, Consumer<Map<String, AttributeValue>> change) {
    Map<String, AttributeValue> item =
        dynamoDb
            .scanPaginator(
                scan ->
                    scan.tableName(table)
                        .filterExpression("#a = :v")
                        .expressionAttributeNames(Map.of("#a", attribute))
                        .expressionAttributeValues(Map.of(":v", AttributeValue.fromS(value))))
            .items()
            .stream()
            .findFirst()
            .orElseThrow();
    Map<String, AttributeValue> changed = new HashMap<>(item);
    change.accept(changed);
    dynamoDb.putItem(put -> put.tableName(table).item(changed));
  }

  RunTable runs() {
    return new DynamoRunTable(dynamoDb, table);
  }

  SnapshotTable snapshots() {
    return new DynamoSnapshotTable(dynamoDb, table);
  }

  IndexTable index() {
    return new DynamoIndexTable(dynamoDb, table);
  }

  DatasetTable datasets() {
    return new DynamoDatasetTable(dynamoDb, table);
  }

  private static AttributeDefinition text(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static List<KeySchemaElement> keys(String partition, String sort) {
    return List.of(
        KeySchemaElement.builder().attributeName(partition).keyType(KeyType.HASH).build(),
        KeySchemaElement.builder().attributeName(sort).keyType(KeyType.RANGE).build());
  }
}
