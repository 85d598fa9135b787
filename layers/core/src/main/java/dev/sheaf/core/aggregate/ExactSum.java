package dev.sheaf.core.aggregate;

import java.math.BigInteger;

/** The number {@code unscaled * 2^exponent}, in units of the column's scale. */
record ExactSum(BigInteger unscaled, int exponent) {}
