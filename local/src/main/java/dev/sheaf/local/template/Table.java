package dev.sheaf.local.template;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A DynamoDB table, billed on demand.
 *
 * @param attributeTypes {@code S}, {@code N} or {@code B} of every key attribute
 */
public record Table(
    String id, String name, Key key, Map<String, String> attributeTypes, List<Index> indexes) {

  /** A hash attribute and, where there is one, a range attribute. */
  public record Key(String hash, Optional<String> range) {
    public Key {
      requireNonNull(hash);
      requireNonNull(range);
    }
  }

  /** A global secondary index; projection as DynamoDB writes it. */
  public record Index(String name, Key key, String projection) {
    public Index {
      requireNonNull(name);
      requireNonNull(key);
      requireNonNull(projection);
    }
  }

  public Table {
    requireNonNull(id);
    requireNonNull(name);
    requireNonNull(key);
    attributeTypes = Map.copyOf(attributeTypes);
    indexes = List.copyOf(indexes);
  }
}
