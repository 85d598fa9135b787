package dev.sheaf.core.row;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A multiset of rows as the sum modulo 2^128 of their hashes: no order, no grouping of the rows can
 * be seen in it. Made by {@link RowHasher}. An integrity check, not a defence against forgery.
 */
public record Fingerprint(long high, long low) {
  /** No rows. */
  public static final Fingerprint ZERO = new Fingerprint(0, 0);

  /** The fingerprint of both multisets together. */
  public Fingerprint plus(Fingerprint other) {
    long sum = low + other.low;
    long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
    return new Fingerprint(high + other.high + carry, sum);
  }

  /**
   * Reads what {@link #toString} wrote.
   *
   * @throws IllegalArgumentException if the text is not 32 hexadecimal digits
   */
  @JsonCreator
  public static Fingerprint parse(String hex) {
    if (!hex.matches("[0-9a-f]{32}")) {
      throw new IllegalArgumentException("'%s' is not 32 hexadecimal digits".formatted(hex));
    }
    return new Fingerprint(
        Long.parseUnsignedLong(hex, 0, 16, 16), Long.parseUnsignedLong(hex, 16, 32, 16));
  }

  /** 32 hexadecimal digits. */
  @JsonValue
  @Override
  public String toString() {
    return "%016x%016x".formatted(high, low);
  }
}
