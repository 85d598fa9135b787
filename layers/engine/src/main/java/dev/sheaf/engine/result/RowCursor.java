package dev.sheaf.engine.result;

import dev.sheaf.engine.duckdb.QueryException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Typed rows, one at a time. */
public interface RowCursor {

  List<ResultColumn> columns();

  /**
   * Goes to the next row, first to the first.
   *
   * @return false if there are no more; never because of an error
   * @throws QueryException if the rows cannot be read to their end
   */
  boolean next();

  /**
   * A value of the current row: null, Boolean, Byte to Long, BigInteger, BigDecimal, Float, Double,
   * String, LocalDate, LocalTime, LocalDateTime (a time in UTC), {@link JsonValue}, or a List or Map
   * (by name) of these.
   *
   * @param column from 0
   */
  @Nullable Object value(int column);
}
