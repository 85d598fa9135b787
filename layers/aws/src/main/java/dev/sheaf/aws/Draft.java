package dev.sheaf.aws;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The attributes of an item that was read, on their way to becoming a record. */
final class Draft {
  private final Map<String, Object> values = new HashMap<>();

  void set(String name, @Nullable Object value) {
    if (value != null) {
      values.put(name, value);
    }
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  @Nullable String textOrNull(String name) {
    return (String) values.get(name);
  }

  String text(String name) {
    return (String) required(name);
  }

  long number(String name) {
    return (Long) required(name);
  }

  int count(String name) {
    return Math.toIntExact(number(name));
  }

  @Nullable Integer countOrNull(String name) {
    return has(name) ? (Integer) count(name) : null;
  }

  @SuppressWarnings("unchecked") // only RecordSchema.texts sets lists
  List<String> texts(String name) {
    return (List<String>) required(name);
  }

  private Object required(String name) {
    Object value = values.get(name);
    if (value == null) {
      throw new IllegalStateException("an item of the table has no attribute '%s'".formatted(name));
    }
    return value;
  }
}
