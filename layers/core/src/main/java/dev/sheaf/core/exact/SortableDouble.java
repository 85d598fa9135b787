package dev.sheaf.core.exact;

/** Doubles as longs of the same order: -0.0 as 0.0, and one NaN, the greatest. */
public final class SortableDouble {
  private SortableDouble() {}

  public static long encode(double value) {
    return flip(Double.doubleToLongBits(value == 0 ? 0.0 : value));
  }

  public static double decode(long sortable) {
    return Double.longBitsToDouble(flip(sortable));
  }

  /** Turns the order of negative numbers round; its own reverse. */
  private static long flip(long bits) {
    return bits ^ ((bits >> 63) & Long.MAX_VALUE);
  }
}
