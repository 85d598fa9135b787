package dev.sheaf.core.exact;

/** How arrays grow that hold something per group. */
public final class Capacity {
  private static final int LEAST = 16;

  private Capacity() {}

  /** A new capacity of at least {@code needed}, so that growing costs a constant per element. */
  public static int grown(int capacity, int needed) {
    return (int)
        Math.max(
            Math.max(LEAST, needed),
            Math.min(capacity + (long) capacity / 2, Integer.MAX_VALUE - 8));
  }
}
