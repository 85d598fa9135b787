package dev.sheaf.local.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The digest that S3 uses as ETag; to recognise content, not to protect it. */
final class Md5 {
  private static final int PIECE_BYTES = 1 << 16;

  private Md5() {}

  /** 32 hexadecimal digits. */
  static String hex(Path file) throws IOException {
    MessageDigest digest = md5();
    try (InputStream content = Files.newInputStream(file)) {
      byte[] piece = new byte[PIECE_BYTES];
      for (int length = content.read(piece); length >= 0; length = content.read(piece)) {
        digest.update(piece, 0, length);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has MD5", e);
    }
  }
}
