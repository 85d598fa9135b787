package dev.sheaf.core.exact;

import java.math.BigInteger;

/** The number {@code unscaled * 2^exponent}, in units of the column's scale. */
public record ExactSum(BigInteger unscaled, int exponent) {}
