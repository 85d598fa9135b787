package dev.sheaf.core.dataset;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the rows of a dataset come from those of its uploads: {@code integrate} of a definition. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "mode")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Integration.Append.class, name = "append"),
  @JsonSubTypes.Type(value = Integration.Replace.class, name = "replace"),
  @JsonSubTypes.Type(value = Integration.Upsert.class, name = "upsert"),
  @JsonSubTypes.Type(value = Integration.Aggregate.class, name = "aggregate")
})
public sealed interface Integration {

  /** All rows of all uploads. */
  record Append() implements Integration {}

  /** The rows of the newest upload of each source. */
  record Replace() implements Integration {}

  /**
   * One row per key: the one with the greatest {@code latestBy}, NULL being the least, then of the
   * newest upload, then the last in it.
   *
   * @param key columns, at least one; none is ever NULL
   * @param latestBy a column, or null: the newest upload decides alone
   */
  record Upsert(List<String> key, @Nullable String latestBy) implements Integration {
    public Upsert {
      key = List.copyOf(key);
      if (key.isEmpty()) {
        throw new IllegalArgumentException("an upsert has no key");
      }
    }
  }

  /** One row per group, with measures of all rows of all uploads. */
  record Aggregate(Aggregation aggregation) implements Integration {
    public Aggregate {
      requireNonNull(aggregation);
    }
  }

  /**
   * Whether rows of uploads become one row, so that commits write all parts. Otherwise the parts hold
   * the rows of the uploads as they are.
   */
  default boolean mergesRows() {
    return this instanceof Upsert || this instanceof Aggregate;
  }

  /** The word of definitions. */
  default String mode() {
    return getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /** The mode with what belongs to it, for people. */
  default String text() {
    if (this instanceof Upsert upsert) {
      String latest = upsert.latestBy() == null ? "" : ", latest_by " + upsert.latestBy();
      return "upsert by key %s%s".formatted(String.join(", ", upsert.key()), latest);
    }
    if (this instanceof Aggregate aggregate) {
      return "aggregate " + aggregate.aggregation().text();
    }
    return mode();
  }

  /**
   * The columns of the dataset.
   *
   * @param rows those of its uploads
   */
  default RowSchema schema(RowSchema rows) {
    return this instanceof Aggregate aggregate ? aggregate.aggregation().schema(rows) : rows;
  }
}
