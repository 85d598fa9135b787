package dev.sheaf.aws;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * An update of one item, if a condition holds; the empty one always does. In both expressions {@code #name} is the attribute {@code name},
 * so that no attribute can clash with a reserved word.
 */
record ItemUpdate(
    ItemKey key, String update, String condition, Map<String, AttributeValue> values) {
  private static final Pattern NAME = Pattern.compile("#(\\w+)");

  static ItemUpdate of(ItemKey key, String update, String condition) {
    return new ItemUpdate(key, update, condition, Map.of());
  }

  /** Gives {@code :name} its value. */
  ItemUpdate with(String name, String value) {
    return with(name, AttributeValue.fromS(value));
  }

  /** Gives {@code :name} its value. */
  ItemUpdate with(String name, long value) {
    return with(name, AttributeValue.fromN(Long.toString(value)));
  }

  /** Gives {@code :name} a set of one text. */
  ItemUpdate withSet(String name, String only) {
    return with(name, AttributeValue.fromSs(List.of(only)));
  }

  private ItemUpdate with(String name, AttributeValue value) {
    Map<String, AttributeValue> more = new HashMap<>(values);
    more.put(":" + name, value);
    return new ItemUpdate(key, update, condition, more);
  }

  UpdateItemRequest request(String table) {
    return UpdateItemRequest.builder()
        .tableName(table)
        .key(key.attributes())
        .updateExpression(update)
        .conditionExpression(condition.isEmpty() ? null : condition)
        .expressionAttributeNames(names())
        .expressionAttributeValues(values.isEmpty() ? null : values)
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
        .build();
  }

  software.amazon.awssdk.services.dynamodb.model.Update inTransaction(String table) {
    return software.amazon.awssdk.services.dynamodb.model.Update.builder()
        .tableName(table)
        .key(key.attributes())
        .updateExpression(update)
        .conditionExpression(condition)
        .expressionAttributeNames(names())
        .expressionAttributeValues(values.isEmpty() ? null : values)
        .build();
  }

  private Map<String, String> names() {
    Map<String, String> names = new HashMap<>();
    Matcher matcher = NAME.matcher(update + " " + condition);
    while (matcher.find()) {
      names.put(matcher.group(), matcher.group(1));
    }
    return names;
  }
}
