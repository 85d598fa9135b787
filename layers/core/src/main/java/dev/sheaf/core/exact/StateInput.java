package dev.sheaf.core.exact;

/** Reads what {@link StateOutput} wrote, and nothing beyond it. */
public final class StateInput {
  private byte[] bytes = {};
  private int position;
  private int limit;

  /** Reads these bytes from now on. */
  public void reset(byte[] source, int from, int to) {
    bytes = source;
    position = from;
    limit = to;
  }

  public byte[] bytes() {
    return bytes;
  }

  int position() {
    return position;
  }

  public int remaining() {
    return limit - position;
  }

  public boolean hasMore() {
    return position < limit;
  }

  public byte byteAt(int index) {
    return bytes[index];
  }

  /** Passes over some bytes, and gives the place after them. */
  public int skip(int size) {
    if (size > limit - position) {
      throw new DamagedStateException(
          "%d bytes are announced where %d are left".formatted(size, limit - position));
    }
    position += size;
    return position;
  }

  /** What {@link StateOutput#putCount} wrote. */
  long count() {
    long value = number();
    if (value < 0) {
      throw new DamagedStateException("a count is negative");
    }
    return value;
  }

  /** A count that is at most {@code max}. */
  public int length(int max) {
    long value = number();
    if (value < 0 || value > max) {
      throw new DamagedStateException(
          "%s where at most %d is possible".formatted(Long.toUnsignedString(value), max));
    }
    return (int) value;
  }

  /** What {@link StateOutput#putSigned} wrote. */
  long signed() {
    long value = number();
    return (value >>> 1) ^ -(value & 1);
  }

  private long number() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int next = bytes[skip(1) - 1];
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new DamagedStateException("a number has more than 64 bits");
  }
}
