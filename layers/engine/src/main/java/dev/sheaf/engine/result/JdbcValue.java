package dev.sheaf.engine.result;

import java.sql.Array;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.duckdb.DuckDBStruct;
import org.duckdb.JsonNode;
import org.jspecify.annotations.Nullable;

/** Values as {@link RowCursor} hands them out, free of the JVM's time zone. */
public final class JdbcValue {
  /** DuckDB keeps infinite days and times as the greatest number, and its negative. */
  private static final long INFINITE_DAY = Integer.MAX_VALUE;

  private static final LocalDateTime INFINITE_TIME =
      LocalDateTime.of(294247, 1, 10, 4, 0, 54, 775_807_000);
  private static final LocalDateTime NEGATIVE_INFINITE_TIME =
      LocalDateTime.of(-290308, 12, 21, 19, 59, 5, 224_193_000);

  private JdbcValue() {}

  /**
   * Reads a value.
   *
   * @param index from 1
   * @param type of the column as DuckDB names it
   */
  public static @Nullable Object read(ResultSet result, int index, String type)
      throws SQLException {
    if (type.equals("JSON")) {
      String text = result.getString(index);
      return text == null ? null : new JsonValue(text);
    }
    if (type.startsWith("TIMESTAMP") && !type.endsWith("]") && !type.contains("ZONE")) {
      LocalDateTime time = result.getObject(index, LocalDateTime.class);
      return time == null ? null : finite(time);
    }
    return plain(result.getObject(index));
  }

  private static @Nullable Object plain(@Nullable Object value) throws SQLException {
    if (value instanceof Array array) {
      return list((Object[]) array.getArray());
    }
    if (value instanceof DuckDBStruct struct) {
      return map(struct.getMap());
    }
    if (value instanceof Struct struct) {
      return list(struct.getAttributes());
    }
    if (value instanceof Map<?, ?> map) {
      return map(map);
    }
    if (value instanceof Blob blob) {
      return Base64.getEncoder().encodeToString(blob.getBytes(1, (int) blob.length()));
    }
    return scalar(value);
  }

  private static @Nullable Object scalar(@Nullable Object value) {
    if (value instanceof Timestamp time) {
      return finite(time.toLocalDateTime());
    }
    if (value instanceof OffsetDateTime time) {
      return finite(time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime());
    }
    if (value instanceof LocalDate day && Math.abs(day.toEpochDay()) == INFINITE_DAY) {
      return day.toEpochDay() > 0 ? "infinity" : "-infinity";
    }
    if (value instanceof JsonNode json) {
      return new JsonValue(json.toString());
    }
    return value instanceof UUID || value instanceof OffsetTime ? value.toString() : value;
  }

  private static Object finite(LocalDateTime time) {
    if (time.equals(INFINITE_TIME)) {
      return "infinity";
    }
    return time.equals(NEGATIVE_INFINITE_TIME) ? "-infinity" : time;
  }

  private static List<@Nullable Object> list(Object[] values) throws SQLException {
    List<@Nullable Object> list = new ArrayList<>();
    for (Object value : values) {
      list.add(plain(value));
    }
    return list;
  }

  private static Map<String, @Nullable Object> map(Map<?, ?> values) throws SQLException {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : values.entrySet()) {
      map.put(ValueTexts.of(plain(entry.getKey())), plain(entry.getValue()));
    }
    return map;
  }
}
