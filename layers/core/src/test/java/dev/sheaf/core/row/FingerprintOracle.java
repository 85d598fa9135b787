package dev.sheaf.core.row;

import dev.sheaf.core.dataset.RowSchema;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Version 2 as {@code docs/fingerprint.md} writes it down, with numbers of any size. */
final class FingerprintOracle {
  private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(64);
  private static final BigInteger TWO_TO_128 = BigInteger.ONE.shiftLeft(128);
  private static final BigInteger SPREAD = new BigInteger("9e3779b97f4a7c15", 16);

  private FingerprintOracle() {}

  /** A value: the number that goes with it, and its blocks, each of two words. */
  private record Value(int number, List<BigInteger[]> blocks) {
    static Value ofNumber(int scale, BigInteger value) {
      BigInteger wrapped = value.mod(TWO_TO_128);
      BigInteger[] block = {wrapped.mod(TWO_TO_64), wrapped.shiftRight(64)};
      return new Value(scale, List.<BigInteger[]>of(block));
    }

    static Value ofWord(long word) {
      return ofNumber(0, new BigInteger(Long.toUnsignedString(word)));
    }

    static Value ofText(byte[] utf8) {
      byte[] padded = Arrays.copyOf(utf8, Math.max(1, (utf8.length + 15) / 16) * 16);
      List<BigInteger[]> blocks = new ArrayList<>();
      for (int at = 0; at < padded.length; at += 16) {
        blocks.add(new BigInteger[] {littleEndian(padded, at), littleEndian(padded, at + 8)});
      }
      return new Value(utf8.length, blocks);
    }

    private static BigInteger littleEndian(byte[] bytes, int from) {
      byte[] turned = new byte[8];
      for (int i = 0; i < 8; i++) {
        turned[i] = bytes[from + 7 - i];
      }
      return new BigInteger(1, turned);
    }
  }

  static Fingerprint fingerprint(RowBatch batch) {
    BigInteger sum = BigInteger.ZERO;
    for (int row = 0; row < batch.rows(); row++) {
      sum = sum.add(hash(batch, row));
    }
    return Fingerprint.parse("%032x".formatted(sum.mod(TWO_TO_128)));
  }

  private static BigInteger hash(RowBatch batch, int row) {
    BigInteger left = BigInteger.ZERO;
    BigInteger right = BigInteger.ZERO;
    for (int column = 0; column < batch.schema().size(); column++) {
      RowSchema.Field field = batch.schema().fields().get(column);
      if (!batch.column(column).isNull(row)) {
        BigInteger[] keys =
            keys(tag(field.type().kind().name()), field.name().toLowerCase(Locale.ROOT));
        Value value = value(field, batch.column(column), row);
        left = left.add(number(value, keys[0], keys[1]));
        right = right.add(number(value, keys[2], keys[3]));
      }
    }
    left = left.mod(TWO_TO_64);
    right = right.mod(TWO_TO_64);
    for (int tag : new int[] {0, 255}) {
      BigInteger[] keys = keys(tag, "");
      left = left.add(number(Value.ofNumber(0, right), keys[0], keys[1])).mod(TWO_TO_64);
      right = right.add(number(Value.ofNumber(0, left), keys[2], keys[3])).mod(TWO_TO_64);
    }
    return left.shiftLeft(64).add(right);
  }

  private static int tag(String kind) {
    return List.of("BOOLEAN", "BIGINT", "DOUBLE", "DECIMAL", "DATE", "TIMESTAMP", "VARCHAR", "JSON")
            .indexOf(kind)
        + 1;
  }

  private static BigInteger[] keys(int tag, String name) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update("sheaf-fingerprint-2".getBytes(StandardCharsets.US_ASCII));
      digest.update((byte) tag);
      byte[] hash = digest.digest(name.getBytes(StandardCharsets.UTF_8));
      BigInteger[] keys = new BigInteger[4];
      Arrays.setAll(keys, i -> new BigInteger(1, Arrays.copyOfRange(hash, 8 * i, 8 * i + 8)));
      return keys;
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static BigInteger number(Value value, BigInteger key, BigInteger turnedKey) {
    BigInteger state = key.add(SPREAD.multiply(BigInteger.valueOf(value.number()))).mod(TWO_TO_64);
    for (BigInteger[] block : value.blocks()) {
      BigInteger halves =
          block[0].mod(BigInteger.ONE.shiftLeft(32)).shiftLeft(32).add(block[0].shiftRight(32));
      state = mix(block[0].xor(state), block[1].xor(halves).xor(turnedKey));
    }
    return state;
  }

  private static BigInteger mix(BigInteger one, BigInteger other) {
    BigInteger product = one.multiply(other);
    BigInteger folded = product.mod(TWO_TO_64).xor(product.shiftRight(64));
    return folded.add(one).add(other).mod(TWO_TO_64);
  }

  private static Value value(RowSchema.Field field, ColumnVector vector, int row) {
    return switch (field.type().kind()) {
      case BOOLEAN, BIGINT, DATE, TIMESTAMP ->
          Value.ofWord(((ColumnVector.Longs) vector).value(row));
      case DOUBLE -> ofDouble(((ColumnVector.Doubles) vector).value(row));
      case DECIMAL -> ofDecimal(new BigDecimal(unscaled(vector, row), field.type().scale()));
      case VARCHAR, JSON ->
          Value.ofText(((ColumnVector.Texts) vector).text(row).getBytes(StandardCharsets.UTF_8));
    };
  }

  private static Value ofDouble(double value) {
    if (Double.isNaN(value)) {
      return Value.ofWord(0x7ff8000000000000L);
    }
    return Value.ofWord(value == 0 ? 0 : Double.doubleToRawLongBits(value));
  }

  private static Value ofDecimal(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    BigDecimal plain = stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    return plain.signum() == 0
        ? Value.ofNumber(0, BigInteger.ZERO)
        : Value.ofNumber(plain.scale(), plain.unscaledValue());
  }

  private static BigInteger unscaled(ColumnVector vector, int row) {
    if (vector instanceof ColumnVector.WideDecimals wide) {
      return Wide.toBigInteger(wide.high(row), wide.low(row));
    }
    return BigInteger.valueOf(((ColumnVector.Longs) vector).value(row));
  }
}
