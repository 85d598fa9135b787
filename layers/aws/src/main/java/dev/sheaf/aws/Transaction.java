package dev.sheaf.aws;

import dev.sheaf.core.store.TransientException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Writes that happen all or not at all. In conditions {@code #name} is the attribute {@code name}, as
 * in {@link ItemUpdate}.
 */
final class Transaction {
  private static final Pattern NAME = Pattern.compile("#(\\w+)");

  private final String table;
  private final List<TransactWriteItem> writes = new ArrayList<>();

  Transaction(String table) {
    this.table = table;
  }

  /** What became of a transaction. */
  enum Write {
    DONE,
    /** Not because of this one. */
    FINE,
    /** Its condition did not hold. */
    CONDITION_FAILED,
    /** Somebody else wrote the item at the same moment. */
    CONFLICT
  }

  <T> Transaction put(TableSchema<T> schema, T item, String condition, Map<String, Long> numbers) {
    Map<String, AttributeValue> values = new HashMap<>();
    numbers.forEach(
        (name, value) -> values.put(":" + name, AttributeValue.fromN(Long.toString(value))));
    Put put =
        Put.builder()
            .tableName(table)
            .item(schema.itemToMap(item, true))
            .conditionExpression(condition)
            .expressionAttributeNames(names(condition))
            .expressionAttributeValues(values.isEmpty() ? null : values)
            .build();
    return with(TransactWriteItem.builder().put(put).build());
  }

  /** Puts an item unless there is one. */
  <T> Transaction putIfAbsent(TableSchema<T> schema, T item) {
    return put(schema, item, "attribute_not_exists(#pk)", Map.of());
  }

  Transaction update(ItemUpdate update) {
    return with(TransactWriteItem.builder().update(update.inTransaction(table)).build());
  }

  /** Changes nothing, but is part of what must hold. */
  Transaction check(ItemKey key, String condition) {
    ConditionCheck check =
        ConditionCheck.builder()
            .tableName(table)
            .key(key.attributes())
            .conditionExpression(condition)
            .expressionAttributeNames(names(condition))
            .build();
    return with(TransactWriteItem.builder().conditionCheck(check).build());
  }

  /** Deletes an item whose attribute {@code version} is this number. */
  Transaction delete(ItemKey key, long version) {
    Delete delete =
        Delete.builder()
            .tableName(table)
            .key(key.attributes())
            .conditionExpression("#version = :version")
            .expressionAttributeNames(Map.of("#version", "version"))
            .expressionAttributeValues(
                Map.of(":version", AttributeValue.fromN(Long.toString(version))))
            .build();
    return with(TransactWriteItem.builder().delete(delete).build());
  }

  /**
   * Asks for it.
   *
   * @return of each write, in their order: all {@code DONE}, or why nothing was written
   * @throws dev.sheaf.core.store.UnknownOutcomeException if no answer came
   * @throws TransientException if nothing was written, for another reason than a condition
   */
  List<Write> run(DynamoDbClient client) {
    try {
      client.transactWriteItems(transaction -> transaction.transactItems(writes));
      return writes.stream().map(write -> Write.DONE).toList();
    } catch (TransactionCanceledException e) {
      return reasons(e);
    } catch (SdkException e) {
      throw Failures.translateUnknown("TransactWriteItems " + table, e);
    }
  }

  private List<Write> reasons(TransactionCanceledException cancelled) {
    List<String> codes =
        cancelled.cancellationReasons().stream().map(CancellationReason::code).toList();
    List<Write> reasons =
        codes.stream()
            .map(
                code ->
                    switch (String.valueOf(code)) {
                      case "ConditionalCheckFailed" -> Write.CONDITION_FAILED;
                      case "TransactionConflict" -> Write.CONFLICT;
                      default -> Write.FINE;
                    })
            .toList();
    if (reasons.size() < writes.size() || reasons.stream().allMatch(Write.FINE::equals)) {
      throw Failures.cancelled("TransactWriteItems %s, %s".formatted(table, codes), cancelled);
    }
    return reasons;
  }

  private Transaction with(TransactWriteItem write) {
    writes.add(write);
    return this;
  }

  private static Map<String, String> names(String expression) {
    Map<String, String> names = new HashMap<>();
    Matcher matcher = NAME.matcher(expression);
    while (matcher.find()) {
      names.put(matcher.group(), matcher.group(1));
    }
    return names;
  }
}
