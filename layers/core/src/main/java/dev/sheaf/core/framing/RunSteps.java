package dev.sheaf.core.framing;

/**
 * Advances a monoid element over a whole run of calm bytes and the lively byte that ends it, with
 * one look-up. A run of two or more calm bytes brings about the same function as its first byte
 * followed by its last: after one calm byte every state is one of field start, unquoted, quoted or
 * comment, and from there each further calm byte leads to a state that does not depend on those
 * between. So the classes of the first and the last byte are all there is to know about a run.
 */
final class RunSteps {
  /** In place of a lively byte, where the bytes end before one. */
  static final int NO_LIVELY = 3;

  private static final int SINGLE = 3;
  private static final int EMPTY_RUN = 12;
  private static final int CALM_CLASSES = 3;
  private static final int SHIFT = 6;

  private final byte[] classes;

  /** {@code element << 6 | run << 2 | lively} to element, where run is {@code first << 2 | last}. */
  private final char[] next;

  RunSteps(byte[] classes, TransitionMonoid monoid) {
    this.classes = classes;
    this.next = new char[monoid.size() << SHIFT];
    for (int element = 0; element < monoid.size(); element++) {
      fill(element, EMPTY_RUN, element, monoid);
      for (int first = 0; first < CALM_CLASSES; first++) {
        int single = monoid.next(element, ByteClass.ofIndex(first));
        fill(element, first << 2 | SINGLE, single, monoid);
        for (int last = 0; last < CALM_CLASSES; last++) {
          int whole = monoid.next(single, ByteClass.ofIndex(last));
          fill(element, first << 2 | last, whole, monoid);
        }
      }
    }
  }

  /**
   * The element after the calm bytes {@code [from, end)} and the lively byte at {@code end}, which
   * is not read if this is {@link #NO_LIVELY}.
   *
   * @param lively from {@link #lively}
   */
  int next(int element, byte[] buffer, int from, int end, int lively) {
    return next[element << SHIFT | run(buffer, from, end) << 2 | lively];
  }

  /** The number of a lively byte, negative for a calm one. */
  int lively(byte read) {
    return classes[read & 0xFF] - CALM_CLASSES;
  }

  private int run(byte[] buffer, int from, int end) {
    if (from == end) {
      return EMPTY_RUN;
    }
    int first = classes[buffer[from] & 0xFF];
    return first << 2 | (end - from == 1 ? SINGLE : classes[buffer[end - 1] & 0xFF]);
  }

  private void fill(int element, int run, int afterRun, TransitionMonoid monoid) {
    int index = element << SHIFT | run << 2;
    next[index | NO_LIVELY] = (char) afterRun;
    for (int lively = 0; lively < NO_LIVELY; lively++) {
      next[index | lively] = (char) monoid.next(afterRun, ByteClass.ofIndex(lively + CALM_CLASSES));
    }
  }
}
