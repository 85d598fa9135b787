package dev.sheaf.local.provision;

import dev.sheaf.local.template.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** Creates a table that is missing, and waits until it can be used. */
final class TableCreation {
  private final DynamoDbClient dynamoDb;

  TableCreation(DynamoDbClient dynamoDb) {
    this.dynamoDb = dynamoDb;
  }

  /** Returns the table's name. */
  String ensure(Table table) {
    if (exists(table.name())) {
      return table.name();
    }
    try {
      dynamoDb.createTable(request(table));
    } catch (ResourceInUseException e) {
      // Another process was faster.
    }
    try (var waiter = dynamoDb.waiter()) {
      waiter.waitUntilTableExists(request -> request.tableName(table.name()));
    }
    return table.name();
  }

  private boolean exists(String name) {
    try {
      dynamoDb.describeTable(request -> request.tableName(name));
      return true;
    } catch (ResourceNotFoundException e) {
      return false;
    }
  }

  private static CreateTableRequest request(Table table) {
    CreateTableRequest.Builder request =
        CreateTableRequest.builder()
            .tableName(table.name())
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .keySchema(schema(table.key()))
            .attributeDefinitions(
                table.attributeTypes().entrySet().stream().map(TableCreation::definition).toList());
    if (!table.indexes().isEmpty()) {
      request.globalSecondaryIndexes(
          table.indexes().stream().map(TableCreation::globalIndex).toList());
    }
    return request.build();
  }

  private static AttributeDefinition definition(Map.Entry<String, String> attribute) {
    return AttributeDefinition.builder()
        .attributeName(attribute.getKey())
        .attributeType(attribute.getValue())
        .build();
  }

  private static GlobalSecondaryIndex globalIndex(Table.Index index) {
    return GlobalSecondaryIndex.builder()
        .indexName(index.name())
        .keySchema(schema(index.key()))
        .projection(projection -> projection.projectionType(index.projection()))
        .build();
  }

  private static List<KeySchemaElement> schema(Table.Key key) {
    List<KeySchemaElement> schema = new ArrayList<>();
    schema.add(element(key.hash(), KeyType.HASH));
    key.range().ifPresent(range -> schema.add(element(range, KeyType.RANGE)));
    return schema;
  }

  private static KeySchemaElement element(String attribute, KeyType type) {
    return KeySchemaElement.builder().attributeName(attribute).keyType(type).build();
  }
}
