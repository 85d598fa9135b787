package dev.sheaf.core.snapshot;

/**
 * Where the footer of a part lies in its object, so that it can be fetched in one read and checked. Its
 * length in four bytes and the magic follow; there the object ends.
 *
 * @param from offset of its first byte, that of the Thrift structure {@code FileMetaData}
 * @param sha256 hexadecimal, of the bytes of that structure
 */
public record FooterPlace(long from, int bytes, String sha256) {
  /** What follows a footer in its object: its length, and the magic. */
  public static final int TAIL_BYTES = 8;

  public FooterPlace {
    if (from < 0 || bytes < 1) {
      throw new IllegalArgumentException("a footer of %d bytes from %d".formatted(bytes, from));
    }
  }

  /** The place of a footer that begins here in an object of this many bytes. */
  public static FooterPlace in(long objectBytes, long from, String sha256) {
    return new FooterPlace(from, Math.toIntExact(objectBytes - TAIL_BYTES - from), sha256);
  }
}
