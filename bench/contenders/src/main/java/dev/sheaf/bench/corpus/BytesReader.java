package dev.sheaf.bench.corpus;

import dev.sheaf.core.store.ObjectReader;

/** A file in memory in place of an object in S3. */
record BytesReader(byte[] bytes) implements ObjectReader {
  @Override
  public void read(long position, byte[] target, int at, int length) {
    System.arraycopy(bytes, (int) position, target, at, length);
  }

  @Override
  public void close() {}
}
