package dev.sheaf.engine.parquet;

import dev.sheaf.core.store.ObjectReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The bytes of an object, and which of them were read. */
final class CountingReader implements ObjectReader {
  final List<ByteRange> reads = new ArrayList<>();
  private final byte[] bytes;

  CountingReader(byte[] bytes) {
    this.bytes = bytes;
  }

  static CountingReader of(Path file) {
    try {
      return new CountingReader(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  long size() {
    return bytes.length;
  }

  long bytesRead() {
    return reads.stream().mapToLong(ByteRange::bytes).sum();
  }

  @Override
  public void read(long position, byte[] target, int at, int length) {
    System.arraycopy(bytes, Math.toIntExact(position), target, at, length);
    reads.add(new ByteRange(position, position + length));
  }

  @Override
  public void close() {}
}
