package dev.sheaf.aws;

import dev.sheaf.core.store.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.zip.CRC32;

/**
 * The checksum that S3 verifies a body by. Sent in a header, ahead of the body: the SDK would
 * otherwise send it behind, in a trailer that not every endpoint reads.
 */
final class Crc32 {
  private static final int BUFFER_BYTES = 1 << 16;

  private Crc32() {}

  /** The CRC-32 of a body in base 64. */
  static String of(Payload payload) {
    CRC32 checksum = payload.match(bytes -> of(bytes.content()), file -> of(file.path()));
    ByteBuffer value = ByteBuffer.allocate(Integer.BYTES).putInt((int) checksum.getValue());
    return Base64.getEncoder().encodeToString(value.array());
  }

  private static CRC32 of(byte[] content) {
    CRC32 checksum = new CRC32();
    checksum.update(content);
    return checksum;
  }

  private static CRC32 of(Path file) {
    CRC32 checksum = new CRC32();
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream body = Files.newInputStream(file)) {
      for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
        checksum.update(buffer, 0, read);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return checksum;
  }
}
