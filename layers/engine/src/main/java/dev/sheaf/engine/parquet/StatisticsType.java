package dev.sheaf.engine.parquet;

import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.dataset.ColumnType.Kind;
import dev.sheaf.core.row.ColumnVector;
import dev.sheaf.core.value.ValueText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.Type;

/**
 * A column whose statistics mean something here.
 *
 * @param column what its values are
 * @param stored how they are stored
 */
record StatisticsType(ColumnType column, Type stored) {
  /** The last day of the year 9999 and the first of the year 1, in days since 1970-01-01. */
  private static final long MAX_DAY = 2_932_896;

  private static final long MIN_DAY = -719_162;
  private static final long MICROS_PER_DAY = 86_400_000_000L;

  static Optional<StatisticsType> of(SchemaElement element) {
    if (!element.isSetType()) {
      return Optional.empty();
    }
    return Optional.ofNullable(element.getLogicalType())
        .map(logical -> logicalType(element, logical))
        .orElseGet(() -> plainType(element))
        .map(type -> new StatisticsType(type, element.getType()));
  }

  private static Optional<ColumnType> plainType(SchemaElement element) {
    Type stored = element.getType();
    if (element.isSetConverted_type()) {
      return Optional.ofNullable(
          switch (element.getConverted_type()) {
            case UTF8 -> stored == Type.BYTE_ARRAY ? ColumnType.of(Kind.VARCHAR) : null;
            case DATE -> stored == Type.INT32 ? ColumnType.of(Kind.DATE) : null;
            case TIMESTAMP_MICROS -> stored == Type.INT64 ? ColumnType.of(Kind.TIMESTAMP) : null;
            case INT_64 -> stored == Type.INT64 ? ColumnType.of(Kind.BIGINT) : null;
            default -> null;
          });
    }
    return Optional.ofNullable(
        switch (stored) {
          case BOOLEAN -> ColumnType.of(Kind.BOOLEAN);
          case INT64 -> ColumnType.of(Kind.BIGINT);
          case DOUBLE -> ColumnType.of(Kind.DOUBLE);
          default -> null;
        });
  }

  private static Optional<ColumnType> logicalType(SchemaElement element, LogicalType logical) {
    Type stored = element.getType();
    if (logical.isSetSTRING() && stored == Type.BYTE_ARRAY) {
      return Optional.of(ColumnType.of(Kind.VARCHAR));
    }
    if (logical.isSetDATE() && stored == Type.INT32) {
      return Optional.of(ColumnType.of(Kind.DATE));
    }
    if (logical.isSetTIMESTAMP()
        && stored == Type.INT64
        && logical.getTIMESTAMP().getUnit().isSetMICROS()) {
      return Optional.of(ColumnType.of(Kind.TIMESTAMP));
    }
    if (logical.isSetINTEGER()
        && stored == Type.INT64
        && logical.getINTEGER().isIsSigned()
        && logical.getINTEGER().getBitWidth() == Long.SIZE) {
      return Optional.of(ColumnType.of(Kind.BIGINT));
    }
    return logical.isSetDECIMAL() ? decimal(logical) : Optional.empty();
  }

  private static Optional<ColumnType> decimal(LogicalType logical) {
    int precision = logical.getDECIMAL().getPrecision();
    int scale = logical.getDECIMAL().getScale();
    return precision >= 1 && precision <= 38 && scale >= 0 && scale <= precision
        ? Optional.of(ColumnType.decimal(precision, scale))
        : Optional.empty();
  }

  /** NaN is above all numbers here, and may be left out of Parquet's statistics. */
  boolean hasUpperBound(Statistics statistics) {
    return column.kind() != Kind.DOUBLE
        || (statistics.isSetNan_count() && statistics.getNan_count() == 0);
  }

  /** The canonical text of a value as statistics hold it; empty if it is none. */
  Optional<String> text(byte[] value) {
    return switch (stored) {
      case BOOLEAN -> value.length == 1 ? ofLong(value[0] & 1) : Optional.empty();
      case INT32 ->
          value.length == Integer.BYTES ? ofLong(littleEndian(value).getInt()) : Optional.empty();
      case INT64 ->
          value.length == Long.BYTES ? ofLong(littleEndian(value).getLong()) : Optional.empty();
      case DOUBLE ->
          value.length == Double.BYTES
              ? ofDouble(littleEndian(value).getDouble())
              : Optional.empty();
      case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> ofBytes(value);
      case INT96, FLOAT -> Optional.empty();
    };
  }

  private Optional<String> ofLong(long value) {
    boolean inRange =
        switch (column.kind()) {
          case DATE -> value >= MIN_DAY && value <= MAX_DAY;
          case TIMESTAMP ->
              value >= MIN_DAY * MICROS_PER_DAY && value < (MAX_DAY + 1) * MICROS_PER_DAY;
          case BOOLEAN, BIGINT, DOUBLE, DECIMAL, VARCHAR, JSON -> true;
        };
    if (!inRange) {
      return Optional.empty();
    }
    if (!column.fitsLong()) {
      return ofUnscaled(BigInteger.valueOf(value));
    }
    ColumnVector.Longs values = (ColumnVector.Longs) ColumnVector.of(column, 1);
    values.set(0, value);
    return Optional.of(ValueText.of(column, values, 0));
  }

  private static Optional<String> ofDouble(double value) {
    return Double.isNaN(value) ? Optional.empty() : Optional.of(Double.toString(value));
  }

  private Optional<String> ofBytes(byte[] value) {
    if (column.kind() == Kind.DECIMAL) {
      return value.length == 0 ? Optional.empty() : ofUnscaled(new BigInteger(value));
    }
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private Optional<String> ofUnscaled(BigInteger unscaled) {
    return Optional.of(new BigDecimal(unscaled, column.scale()).toPlainString());
  }

  private static ByteBuffer littleEndian(byte[] value) {
    return ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
  }
}
