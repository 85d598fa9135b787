package dev.sheaf.core.store;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The body of an object to be written; it can be read any number of times, for retries. */
public sealed interface Payload {

  /** A body in memory. The array is not copied and must not change afterwards. */
  record Bytes(byte[] content) implements Payload {}

  /** A body on the local disk, which must stay until the write has returned. */
  record File(Path path) implements Payload {}

  static Payload text(String content) {
    return new Bytes(content.getBytes(StandardCharsets.UTF_8));
  }
}
