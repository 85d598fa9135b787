package dev.sheaf.core.aggregate;

/**
 * The groups of some rows do not fit the memory set aside for them. Trying again with the same rows
 * and memory does not help; the message says what does.
 */
public final class TooManyGroupsException extends RuntimeException {
  private static final long serialVersionUID = 1;

  TooManyGroupsException(String groupBy, int groups, long maxHeapBytes) {
    super(
        "%,d groups of (%s) need more than the %,d bytes of memory for them; group by fewer or coarser columns, use smaller segments, or give the function more memory"
            .formatted(groups, groupBy, maxHeapBytes));
  }
}
