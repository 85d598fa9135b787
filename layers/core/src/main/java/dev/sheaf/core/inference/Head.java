package dev.sheaf.core.inference;

import dev.sheaf.core.store.ObjectReader;

/**
 * The first bytes of an upload.
 *
 * @param bytes not copied; must not change
 * @param contentBytes length of the whole content
 */
public record Head(byte[] bytes, long contentBytes) {
  /** A header record must lie within as many bytes. */
  public static final int MAX_BYTES = 1 << 20;

  public Head {
    if (bytes.length > contentBytes) {
      throw new IllegalArgumentException(
          "a head of %d bytes of an object of %d".formatted(bytes.length, contentBytes));
    }
  }

  /** Reads the first MiB, or all there is. */
  public static Head read(ObjectReader object, long contentBytes) {
    byte[] bytes = new byte[(int) Math.min(contentBytes, MAX_BYTES)];
    object.read(0, bytes, 0, bytes.length);
    return new Head(bytes, contentBytes);
  }

  /** Whether there is nothing after the head. */
  public boolean isWhole() {
    return bytes.length == contentBytes;
  }

  boolean startsWith(int... values) {
    if (bytes.length < values.length) {
      return false;
    }
    for (int at = 0; at < values.length; at++) {
      if ((bytes[at] & 0xFF) != values[at]) {
        return false;
      }
    }
    return true;
  }
}
