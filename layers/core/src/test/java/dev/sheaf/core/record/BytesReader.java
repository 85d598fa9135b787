package dev.sheaf.core.record;

import dev.sheaf.core.store.ObjectReader;
import java.util.Objects;

/** An object that is a byte array. */
final class BytesReader implements ObjectReader {
  private final byte[] content;

  BytesReader(byte[] content) {
    this.content = content;
  }

  @Override
  public void read(long position, byte[] target, int at, int length) {
    Objects.checkFromIndexSize(position, length, content.length);
    System.arraycopy(content, (int) position, target, at, length);
  }

  @Override
  public void close() {}
}
