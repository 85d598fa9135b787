package dev.sheaf.bench.orders;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A buffered output that writes numbers and texts without making Strings of them. */
final class OrderBytes implements AutoCloseable {
  private static final int LONGEST_ORDER = 4096;

  private final OutputStream out;
  private final byte[] buffer = new byte[1 << 20];
  private int used;
  private long flushed;

  OrderBytes(OutputStream out) {
    this.out = out;
  }

  long written() {
    return flushed + used;
  }

  /** To be called between orders. */
  void makeRoom() throws IOException {
    if (buffer.length - used < LONGEST_ORDER) {
      out.write(buffer, 0, used);
      flushed += used;
      used = 0;
    }
  }

  OrderBytes text(String ascii) {
    for (int i = 0; i < ascii.length(); i++) {
      buffer[used++] = (byte) ascii.charAt(i);
    }
    return this;
  }

  OrderBytes utf8(String text) {
    return bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  OrderBytes bytes(byte[] bytes) {
    System.arraycopy(bytes, 0, buffer, used, bytes.length);
    used += bytes.length;
    return this;
  }

  OrderBytes character(int ascii) {
    buffer[used++] = (byte) ascii;
    return this;
  }

  OrderBytes number(long value) {
    int digits = 1;
    for (long rest = value / 10; rest > 0; rest /= 10) {
      digits++;
    }
    return number(value, digits);
  }

  /** With leading zeros. */
  OrderBytes number(long value, int digits) {
    long rest = value;
    for (int at = used + digits - 1; at >= used; at--) {
      buffer[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    used += digits;
    return this;
  }

  @Override
  public void close() throws IOException {
    out.write(buffer, 0, used);
    flushed += used;
    used = 0;
    out.close();
  }
}
