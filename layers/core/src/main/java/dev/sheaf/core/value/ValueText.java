package dev.sheaf.core.value;

import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.row.ColumnVector;
import dev.sheaf.core.row.Wide;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The canonical text of a value. Parsed as a column of the same type without further options it
 * gives the same value again.
 *
 * <p>{@code true} and {@code false}; {@code 12}; {@code 1.5E300}, {@code NaN}, {@code Infinity};
 * decimals with all digits of their scale; {@code 2024-02-29}; {@code 2024-02-29T23:59:59Z} or with
 * six digits of a second's fraction where there is one; texts as they are.
 */
public final class ValueText {
  private ValueText() {}

  /** The text of the value, not NULL, at {@code row}. */
  public static String of(ColumnType type, ColumnVector values, int row) {
    return switch (type.kind()) {
      case BOOLEAN -> longAt(values, row) == 1 ? "true" : "false";
      case BIGINT -> Long.toString(longAt(values, row));
      case DOUBLE -> Double.toString(((ColumnVector.Doubles) values).value(row));
      case DECIMAL -> new BigDecimal(unscaled(type, values, row), type.scale()).toPlainString();
      case DATE -> LocalDate.ofEpochDay(longAt(values, row)).toString();
      case TIMESTAMP -> timestamp(longAt(values, row));
      case VARCHAR, JSON -> ((ColumnVector.Texts) values).text(row);
    };
  }

  /** The canonical text of the value that a text is in plain notation; empty if it is none. */
  public static Optional<String> canonical(ColumnType type, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ColumnVector values = ColumnVector.of(type, 1);
    String flaw = ValueParser.of(Column.of("value", type)).parse(bytes, 0, bytes.length, values, 0);
    return flaw == null ? Optional.of(of(type, values, 0)) : Optional.empty();
  }

  private static long longAt(ColumnVector values, int row) {
    return ((ColumnVector.Longs) values).value(row);
  }

  private static BigInteger unscaled(ColumnType type, ColumnVector values, int row) {
    if (type.fitsLong()) {
      return BigInteger.valueOf(longAt(values, row));
    }
    ColumnVector.WideDecimals decimals = (ColumnVector.WideDecimals) values;
    return Wide.toBigInteger(decimals.high(row), decimals.low(row));
  }

  private static String timestamp(long micros) {
    long seconds = Math.floorDiv(micros, Civil.MICROS_PER_SECOND);
    long fraction = Math.floorMod(micros, Civil.MICROS_PER_SECOND);
    LocalDateTime second = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
    String time = second.toLocalTime().toString();
    return second.toLocalDate()
        + "T"
        + (time.length() == 5 ? time + ":00" : time)
        + (fraction == 0 ? "Z" : ".%06dZ".formatted(fraction));
  }
}
