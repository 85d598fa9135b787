package dev.sheaf.core.merge;

import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.dataset.RowSchema;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A key of an upsert, or the first columns of one; one without columns is below all others. */
final class Key implements Comparable<Key> {
  static final Key LEAST = new Key(List.of(), List.of());

  private final List<String> texts;
  private final List<Value> values;

  private Key(List<String> texts, List<Value> values) {
    this.texts = texts;
    this.values = values;
  }

  /**
   * @param fields the columns of the key
   * @param texts canonical texts of the first of them
   */
  static Key of(List<RowSchema.Field> fields, List<String> texts) {
    List<Value> values = new ArrayList<>();
    for (int column = 0; column < texts.size(); column++) {
      values.add(Value.of(fields.get(column).type(), texts.get(column)));
    }
    return new Key(List.copyOf(texts), values);
  }

  /** Canonical texts of the columns. */
  List<String> texts() {
    return texts;
  }

  /** Column by column; one that is the beginning of the other is below it. */
  @Override
  public int compareTo(Key other) {
    int order = compareStart(other);
    return order != 0 ? order : Integer.compare(values.size(), other.values.size());
  }

  /** By the columns that both have. */
  int compareStart(Key other) {
    int columns = Math.min(values.size(), other.values.size());
    for (int column = 0; column < columns; column++) {
      int order = values.get(column).compareTo(other.values.get(column));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Key key && texts.equals(key.texts);
  }

  @Override
  public int hashCode() {
    return texts.hashCode();
  }

  @Override
  public String toString() {
    return texts.toString();
  }

  /** The value of one column. Those of one column are all of one kind. */
  private sealed interface Value extends Comparable<Value> {

    static Value of(ColumnType type, String text) {
      return switch (type.kind()) {
        case BOOLEAN -> new Whole(text.equals("true") ? 1 : 0);
        case BIGINT -> new Whole(Long.parseLong(text));
        case DATE -> new Whole(LocalDate.parse(text).toEpochDay());
        case DECIMAL -> new Decimal(new BigDecimal(text));
        case TIMESTAMP -> new Moment(Instant.parse(text));
        case VARCHAR -> new Text(text.getBytes(StandardCharsets.UTF_8));
        case DOUBLE, JSON -> throw new IllegalArgumentException(type + " makes no key");
      };
    }

    record Whole(long value) implements Value {
      @Override
      public int compareTo(Value other) {
        return Long.compare(value, ((Whole) other).value);
      }
    }

    record Decimal(BigDecimal value) implements Value {
      @Override
      public int compareTo(Value other) {
        return value.compareTo(((Decimal) other).value);
      }
    }

    record Moment(Instant value) implements Value {
      @Override
      public int compareTo(Value other) {
        return value.compareTo(((Moment) other).value);
      }
    }

    record Text(byte[] utf8) implements Value {
      @Override
      public int compareTo(Value other) {
        return Arrays.compareUnsigned(utf8, ((Text) other).utf8);
      }
    }
  }
}
