package dev.sheaf.core.dataset;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The type of a column. Precision and scale are those of a decimal, and 0 for every other kind.
 *
 * @param precision decimal digits in all, 1 to 38
 * @param scale decimal digits after the point, 0 to {@code precision}
 */
public record ColumnType(Kind kind, int precision, int scale) {

  /** What values of a column are, and how a row holds them. */
  public enum Kind {
    BOOLEAN,
    /** 64 bits, signed. */
    BIGINT,
    DOUBLE,
    DECIMAL,
    /** Days since 1970-01-01. */
    DATE,
    /** Microseconds since 1970-01-01T00:00:00 UTC. */
    TIMESTAMP,
    VARCHAR,
    /** A nested value, kept as its JSON text. */
    JSON
  }

  /** Decimals of up to this many digits fit a long. */
  public static final int LONG_DIGITS = 18;

  private static final int MAX_DIGITS = 38;
  private static final Pattern DECIMAL =
      Pattern.compile("decimal\\(\\s*(\\d{1,2})\\s*,\\s*(\\d{1,2})\\s*\\)");

  public ColumnType {
    if (kind != Kind.DECIMAL && (precision != 0 || scale != 0)) {
      throw new IllegalArgumentException(kind + " takes no precision or scale");
    }
    if (kind == Kind.DECIMAL && (precision < 1 || precision > MAX_DIGITS || scale > precision)) {
      throw new IllegalArgumentException(
          "decimal(%d,%d): precision is 1 to 38, scale 0 to the precision"
              .formatted(precision, scale));
    }
  }

  public static ColumnType of(Kind kind) {
    return new ColumnType(kind, 0, 0);
  }

  public static ColumnType decimal(int precision, int scale) {
    return new ColumnType(Kind.DECIMAL, precision, scale);
  }

  /**
   * Reads a type as definitions write it: {@code bigint}, {@code decimal(18,2)}, ...
   *
   * @throws IllegalArgumentException if there is no such type; the message lists those there are
   */
  @JsonCreator
  public static ColumnType parse(String text) {
    String name = text.strip().toLowerCase(Locale.ROOT);
    Matcher decimal = DECIMAL.matcher(name);
    if (decimal.matches()) {
      return decimal(Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2)));
    }
    for (Kind kind : Kind.values()) {
      if (kind != Kind.DECIMAL && kind.name().toLowerCase(Locale.ROOT).equals(name)) {
        return of(kind);
      }
    }
    throw new IllegalArgumentException(
        "unknown type '%s'; known are boolean, bigint, double, decimal(p,s), date, timestamp, varchar, json"
            .formatted(text));
  }

  /** True where one value of the column fits a long: all but DOUBLE, texts and wide decimals. */
  public boolean fitsLong() {
    return switch (kind) {
      case BOOLEAN, BIGINT, DATE, TIMESTAMP -> true;
      case DECIMAL -> precision <= LONG_DIGITS;
      case DOUBLE, VARCHAR, JSON -> false;
    };
  }

  /** True where a value is a text: VARCHAR and JSON. */
  public boolean isText() {
    return kind == Kind.VARCHAR || kind == Kind.JSON;
  }

  /** The type as definitions write it; {@link #parse} reads it back. */
  @JsonValue
  @Override
  public String toString() {
    String name = kind.name().toLowerCase(Locale.ROOT);
    return kind == Kind.DECIMAL ? "%s(%d,%d)".formatted(name, precision, scale) : name;
  }
}
