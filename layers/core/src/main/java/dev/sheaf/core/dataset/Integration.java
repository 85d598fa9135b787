package dev.sheaf.core.dataset;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.sheaf.core.store.TaskOutput;
import dev.sheaf.core.upload.Upload;
import java.util.List;
import java.util.function.Function;
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
  record Append() implements Integration {
    @Override
    public <T> T match(
        Function<Append, T> append,
        Function<Replace, T> replace,
        Function<Upsert, T> upsert,
        Function<Aggregate, T> aggregate) {
      return append.apply(this);
    }

    @Override
    public String text() {
      return mode();
    }
  }

  /** The rows of the newest upload of each source. */
  record Replace() implements Integration {
    @Override
    public <T> T match(
        Function<Append, T> append,
        Function<Replace, T> replace,
        Function<Upsert, T> upsert,
        Function<Aggregate, T> aggregate) {
      return replace.apply(this);
    }

    @Override
    public String text() {
      return mode();
    }
  }

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

    @Override
    public <T> T match(
        Function<Append, T> append,
        Function<Replace, T> replace,
        Function<Upsert, T> upsert,
        Function<Aggregate, T> aggregate) {
      return upsert.apply(this);
    }

    @Override
    public String text() {
      String latest = latestBy == null ? "" : ", latest_by " + latestBy;
      return "upsert by key %s%s".formatted(String.join(", ", key), latest);
    }
  }

  /** One row per group, with measures of all rows of all uploads. */
  record Aggregate(Aggregation aggregation) implements Integration {
    public Aggregate {
      requireNonNull(aggregation);
    }

    @Override
    public <T> T match(
        Function<Append, T> append,
        Function<Replace, T> replace,
        Function<Upsert, T> upsert,
        Function<Aggregate, T> aggregate) {
      return aggregate.apply(this);
    }

    @Override
    public String text() {
      return "aggregate " + aggregation.text();
    }
  }

  /** What belongs to the mode that this is. */
  <T> T match(
      Function<Append, T> append,
      Function<Replace, T> replace,
      Function<Upsert, T> upsert,
      Function<Aggregate, T> aggregate);

  /** The mode with what belongs to it, for people. */
  String text();

  /** The word of definitions. */
  default String mode() {
    return match(append -> "append", replace -> "replace", upsert -> "upsert", all -> "aggregate");
  }

  /**
   * Whether rows of uploads become one row, so that commits write all parts. Otherwise the parts hold
   * the rows of the uploads as they are.
   */
  default boolean mergesRows() {
    return match(append -> false, replace -> false, upsert -> true, aggregate -> true);
  }

  /** Whether each row is that of one record, so that it leads back to its bytes. */
  default boolean keepsRecords() {
    return match(append -> true, replace -> true, upsert -> true, aggregate -> false);
  }

  /** What tasks write. */
  default TaskOutput output() {
    return match(
        append -> TaskOutput.ROWS,
        replace -> TaskOutput.ROWS,
        upsert -> TaskOutput.ROWS,
        aggregate -> TaskOutput.STATES);
  }

  /** The columns by which rows are merged, of which no two then have the same values; empty: none. */
  default List<String> key() {
    return match(append -> List.of(), replace -> List.of(), Upsert::key, aggregate -> List.of());
  }

  /** Where an upload stands in a snapshot: of several in one place, the newest is live. */
  default String place(Upload upload) {
    return match(
        append -> upload.object().uri(),
        replace -> upload.source(),
        upsert -> upload.object().uri(),
        aggregate -> upload.object().uri());
  }

  /**
   * The columns of the dataset.
   *
   * @param rows those of its uploads
   */
  default RowSchema schema(RowSchema rows) {
    return match(
        append -> rows,
        replace -> rows,
        upsert -> rows,
        aggregate -> aggregate.aggregation().schema(rows));
  }
}
