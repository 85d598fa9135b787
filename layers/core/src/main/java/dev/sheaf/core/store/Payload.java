package dev.sheaf.core.store;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Function;

/** The body of an object to be written; it can be read any number of times, for retries. */
public sealed interface Payload {

  /** A body in memory. The array is not copied and must not change afterwards. */
  record Bytes(byte[] content) implements Payload {
    @Override
    public <T> T match(Function<Bytes, T> bytes, Function<File, T> file) {
      return bytes.apply(this);
    }
  }

  /** A body on the local disk, which must stay until the write has returned. */
  record File(Path path) implements Payload {
    @Override
    public <T> T match(Function<Bytes, T> bytes, Function<File, T> file) {
      return file.apply(this);
    }
  }

  static Payload text(String content) {
    return new Bytes(content.getBytes(StandardCharsets.UTF_8));
  }

  /** What belongs to the kind of body that this is. */
  <T> T match(Function<Bytes, T> bytes, Function<File, T> file);
}
