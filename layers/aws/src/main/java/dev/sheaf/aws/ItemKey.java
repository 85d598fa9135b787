package dev.sheaf.aws;

import java.util.Map;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The key of one item. */
record ItemKey(String partition, String sort) {

  Map<String, AttributeValue> attributes() {
    return Map.of(
        TableKeys.PARTITION, AttributeValue.fromS(partition),
        TableKeys.SORT, AttributeValue.fromS(sort));
  }

  Key enhanced() {
    return Key.builder().partitionValue(partition).sortValue(sort).build();
  }
}
