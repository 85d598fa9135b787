package dev.sheaf.local.calls;

/**
 * What calls of one kind have come to.
 *
 * @param requests sent; one that the SDK tried again counts again
 * @param units of the table's capacity that it says they consumed: of writes or of reads
 */
public record CallTally(long requests, double units) {
  static final CallTally NONE = new CallTally(0, 0);

  CallTally plus(CallTally other) {
    return new CallTally(requests + other.requests, units + other.units);
  }
}
