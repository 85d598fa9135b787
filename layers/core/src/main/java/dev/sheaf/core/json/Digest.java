package dev.sheaf.core.json;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of some texts or of a byte array; for identities and to notice damage. */
public final class Digest {
  private final byte[] sha256;

  private Digest(byte[] sha256) {
    this.sha256 = sha256;
  }

  /** Digest of a list of texts; each is preceded by its length, so no two lists collide by luck. */
  public static Digest of(String... texts) {
    MessageDigest digest = sha256();
    for (String text : texts) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
      digest.update(bytes);
    }
    return new Digest(digest.digest());
  }

  /** Digest of the bytes as they are. */
  public static Digest ofBytes(byte[] content) {
    return new Digest(sha256().digest(content));
  }

  /** Digest of the content of a file, read in pieces. */
  public static Digest ofFile(Path file) throws IOException {
    MessageDigest digest = sha256();
    try (InputStream content = Files.newInputStream(file)) {
      byte[] piece = new byte[1 << 16];
      for (int length = content.read(piece); length >= 0; length = content.read(piece)) {
        digest.update(piece, 0, length);
      }
    }
    return new Digest(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  /** All 64 hexadecimal digits. */
  public String hex() {
    return hex(64);
  }

  /** The first {@code digits} hexadecimal digits. */
  public String hex(int digits) {
    return HexFormat.of().formatHex(sha256).substring(0, digits);
  }
}
