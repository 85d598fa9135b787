package dev.sheaf.aws;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.model.Page;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** The handful of calls that Sheaf makes of its table, with failures translated. */
final class DynamoItems {
  private static final Expression IF_ABSENT =
      Expression.builder()
          .expression("attribute_not_exists(#pk)")
          .putExpressionName("#pk", TableKeys.PARTITION)
          .build();

  private final DynamoDbClient client;
  private final DynamoDbEnhancedClient enhanced;
  private final String table;

  DynamoItems(DynamoDbClient client, String table) {
    this.client = client;
    this.enhanced =
        DynamoDbEnhancedClient.builder().dynamoDbClient(client).extensions(List.of()).build();
    this.table = table;
  }

  /** Puts an item unless there is one; gives the one that there is then. */
  <T> T putIfAbsent(TableSchema<T> schema, T item) {
    return Failures.translated(
        "PutItem " + table,
        () -> {
          try {
            of(schema)
                .putItem(
                    put ->
                        put.item(item)
                            .conditionExpression(IF_ABSENT)
                            .returnValuesOnConditionCheckFailure(
                                ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return item;
          } catch (ConditionalCheckFailedException e) {
            return schema.mapToItem(e.item());
          }
        });
  }

  <T> void put(TableSchema<T> schema, T item) {
    Failures.translated(
        "PutItem " + table,
        () -> {
          of(schema).putItem(item);
          return item;
        });
  }

  <T> Optional<T> get(TableSchema<T> schema, ItemKey key) {
    return Failures.translated(
        "GetItem " + table,
        () ->
            Optional.ofNullable(
                of(schema).getItem(get -> get.key(key.enhanced()).consistentRead(true))));
  }

  /** All items of a partition whose sort key begins so, in its order. */
  <T> List<T> all(TableSchema<T> schema, String partition, String prefix) {
    return query(
        schema,
        QueryConditional.sortBeginsWith(key -> key.partitionValue(partition).sortValue(prefix)));
  }

  /** The sort keys of all items of a partition, in order. */
  List<String> sortKeys(String partition) {
    return Failures.translated(
        "Query " + table,
        () ->
            client
                .queryPaginator(
                    query ->
                        query
                            .tableName(table)
                            .consistentRead(true)
                            .keyConditionExpression("#pk = :pk")
                            .projectionExpression("#sk")
                            .expressionAttributeNames(
                                Map.of("#pk", TableKeys.PARTITION, "#sk", TableKeys.SORT))
                            .expressionAttributeValues(
                                Map.of(":pk", AttributeValue.fromS(partition))))
                .items()
                .stream()
                .map(item -> requireNonNull(item.get(TableKeys.SORT)).s())
                .toList());
  }

  /** Removes an item, if it is there. */
  <T> void delete(TableSchema<T> schema, ItemKey key) {
    Failures.translated(
        "DeleteItem " + table, () -> of(schema).deleteItem(delete -> delete.key(key.enhanced())));
  }

  /** All items of a partition, in the order of their sort keys. */
  <T> List<T> all(TableSchema<T> schema, String partition) {
    return query(schema, QueryConditional.keyEqualTo(key -> key.partitionValue(partition)));
  }

  private <T> List<T> query(TableSchema<T> schema, QueryConditional condition) {
    return Failures.translated(
        "Query " + table,
        () ->
            of(schema)
                .query(query -> query.queryConditional(condition).consistentRead(true))
                .items()
                .stream()
                .toList());
  }

  /** All items of the sparse index with this value of {@code open}, the first due first. */
  <T> List<T> open(TableSchema<T> schema, String open) {
    return open(schema, QueryConditional.keyEqualTo(key -> key.partitionValue(open)));
  }

  /** Those that are due by then. */
  <T> List<T> openUntil(TableSchema<T> schema, String open, String due) {
    return open(
        schema,
        QueryConditional.sortLessThanOrEqualTo(key -> key.partitionValue(open).sortValue(due)));
  }

  private <T> List<T> open(TableSchema<T> schema, QueryConditional items) {
    return Failures.translated(
        "Query index %s of %s".formatted(TableKeys.OPEN_INDEX, table),
        () ->
            of(schema).index(TableKeys.OPEN_INDEX).query(items).stream()
                .map(Page::items)
                .flatMap(List::stream)
                .toList());
  }

  /** Updates an item if its condition holds; else gives the item as it is, empty if there is none. */
  Optional<Map<String, AttributeValue>> updateOrGet(ItemUpdate update) {
    return Failures.translated(
        "UpdateItem " + table,
        () -> {
          try {
            client.updateItem(update.request(table));
            return Optional.empty();
          } catch (ConditionalCheckFailedException e) {
            return Optional.of(e.hasItem() ? e.item() : Map.of());
          }
        });
  }

  /** Updates an item, which is made if there is none. */
  void update(ItemUpdate update) {
    Failures.translated("UpdateItem " + table, () -> client.updateItem(update.request(table)));
  }

  /** An item as it is kept; empty if there is none. */
  Optional<Map<String, AttributeValue>> attributes(ItemKey key) {
    return Failures.translated(
        "GetItem " + table,
        () -> {
          GetItemResponse response =
              client.getItem(
                  get -> get.tableName(table).key(key.attributes()).consistentRead(true));
          return response.hasItem() ? Optional.of(response.item()) : Optional.empty();
        });
  }

  /** The set of numbers of an item; empty if there is none. */
  Set<Integer> numbers(ItemKey key, String set) {
    return attributes(key).map(item -> item.get(set)).map(DynamoItems::numbers).orElse(Set.of());
  }

  private static Set<Integer> numbers(AttributeValue set) {
    return set.ns().stream().map(Integer::valueOf).collect(Collectors.toUnmodifiableSet());
  }

  /** Adds numbers to the set of an item, which is made if there is none; gives the whole set. */
  Set<Integer> add(ItemKey key, String set, Set<Integer> numbers) {
    UpdateItemRequest request =
        UpdateItemRequest.builder()
            .tableName(table)
            .key(key.attributes())
            .updateExpression("ADD #set :numbers")
            .expressionAttributeNames(Map.of("#set", set))
            .expressionAttributeValues(
                Map.of(
                    ":numbers",
                    AttributeValue.fromNs(numbers.stream().map(String::valueOf).toList())))
            .returnValues(ReturnValue.UPDATED_NEW)
            .build();
    AttributeValue whole =
        Failures.translated(
            "UpdateItem " + table, () -> client.updateItem(request).attributes().get(set));
    return numbers(requireNonNull(whole, "the updated set is returned"));
  }

  private <T> DynamoDbTable<T> of(TableSchema<T> schema) {
    return enhanced.table(table, schema);
  }
}
