package dev.sheaf.core.snapshot;

import dev.sheaf.core.dataset.ColumnType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A value in the order of its column, which is also the order of the SQL engine: NaN above all
 * numbers, texts by their UTF-8 bytes. A constant is a small range where the engine may turn it into
 * a nearby double.
 */
record PruningValue(Comparable<?> low, Comparable<?> high) {
  private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,38}(\\.\\d{1,38})?");
  private static final Pattern NUMBER =
      Pattern.compile("-?\\d{1,40}(\\.\\d{1,40})?([eE][+-]?\\d{1,3})?");
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern TIME =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}[ T]\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,6})?");

  /** More than any two roundings of one decimal text to a double lie apart. */
  private static final int SLACK_ULPS = 16;

  private static final int BIGINT_DIGITS = 18;

  /**
   * The bound of a zone.
   *
   * @param text canonical, as a zone holds it
   * @throws DateTimeException if it is no date or time
   * @throws NumberFormatException if it is no number
   */
  static PruningValue ofBound(ColumnType type, String text) {
    return switch (type.kind()) {
      case BOOLEAN -> exactly(Boolean.valueOf(text));
      case BIGINT, DECIMAL -> exactly(new BigDecimal(text));
      case DOUBLE -> exactly(Double.parseDouble(text) + 0.0);
      case DATE -> exactly(LocalDate.parse(text).toEpochDay());
      case TIMESTAMP -> exactly(LocalDateTime.parse(text.substring(0, text.length() - 1)));
      case VARCHAR, JSON -> exactly(inByteOrder(text));
    };
  }

  /** What a constant means where it is compared with such a column; empty if not quite certain. */
  static Optional<PruningValue> ofConstant(ColumnType type, Predicate.Constant constant) {
    try {
      return Optional.ofNullable(constantOrNull(type, constant));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Whether some value of this range may be less than some value of the other. */
  boolean mayBeLessThan(PruningValue other) {
    return compare(low, other.high) < 0;
  }

  /** Whether some value of this range may be less than some value of the other, or equal. */
  boolean mayBeAtMost(PruningValue other) {
    return compare(low, other.high) <= 0;
  }

  private static @Nullable PruningValue constantOrNull(
      ColumnType type, Predicate.Constant constant) {
    String text = constant.text();
    boolean isText = constant.kind() == Predicate.Constant.Kind.TEXT;
    boolean isNumber = constant.kind() == Predicate.Constant.Kind.NUMBER || isText;
    boolean isDate = constant.kind() == Predicate.Constant.Kind.DATE || isText;
    boolean isTime = constant.kind() == Predicate.Constant.Kind.TIMESTAMP || isDate;
    return switch (type.kind()) {
      case BOOLEAN ->
          constant.kind() == Predicate.Constant.Kind.BOOLEAN
              ? exactly(Boolean.valueOf(text))
              : null;
      case BIGINT -> isNumber ? decimal(text, BIGINT_DIGITS, 0) : null;
      case DECIMAL -> isNumber ? decimal(text, type.precision(), type.scale()) : null;
      case DOUBLE -> isNumber && NUMBER.matcher(text).matches() ? near(text) : null;
      case DATE ->
          isDate && DAY.matcher(text).matches()
              ? exactly(LocalDate.parse(text).toEpochDay())
              : null;
      case TIMESTAMP -> isTime ? timestamp(text) : null;
      case VARCHAR -> isText ? exactly(inByteOrder(text)) : null;
      case JSON -> null;
    };
  }

  private static @Nullable PruningValue decimal(String text, int precision, int scale) {
    if (!DECIMAL.matcher(text).matches()) {
      return null;
    }
    BigDecimal value = new BigDecimal(text);
    boolean fits = value.scale() <= scale && value.setScale(scale).precision() <= precision;
    return fits ? exactly(value) : null;
  }

  private static @Nullable PruningValue near(String text) {
    double value = Double.parseDouble(text) + 0.0;
    double slack = Math.ulp(value) * SLACK_ULPS;
    return Double.isInfinite(value + slack) || Double.isInfinite(value - slack)
        ? null
        : new PruningValue(value - slack, value + slack);
  }

  private static @Nullable PruningValue timestamp(String text) {
    if (DAY.matcher(text).matches()) {
      return exactly(LocalDate.parse(text).atStartOfDay());
    }
    return TIME.matcher(text).matches()
        ? exactly(LocalDateTime.parse(text.replace(' ', 'T')))
        : null;
  }

  private static PruningValue exactly(Comparable<?> value) {
    return new PruningValue(value, value);
  }

  /** A text with one character for each UTF-8 byte: these compare as unsigned bytes do. */
  private static String inByteOrder(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /** Both are of one class, that of the column. */
  @SuppressWarnings("unchecked")
  private static int compare(Comparable<?> left, Comparable<?> right) {
    return ((Comparable<Object>) left).compareTo(right);
  }
}
