package dev.sheaf.core.json;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Documents of which many entries look alike take a fraction of their size this way. */
public final class Gzip {
  private Gzip() {}

  /** Packs some bytes. */
  public static byte[] pack(byte[] content) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(content);
    } catch (IOException e) {
      throw new AssertionError("nothing fails in memory", e);
    }
    return packed.toByteArray();
  }

  /**
   * Unpacks what {@link #pack} gave.
   *
   * @throws IllegalArgumentException if the bytes are anything else
   */
  public static byte[] unpack(byte[] packed) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalArgumentException("not packed by gzip: " + e.getMessage(), e);
    }
  }
}
