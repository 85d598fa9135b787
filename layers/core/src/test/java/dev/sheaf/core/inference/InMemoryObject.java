package dev.sheaf.core.inference;

import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.store.ObjectReader;
import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.core.upload.LandingKey;
import dev.sheaf.core.upload.Upload;
import java.time.Instant;

/** An object in memory that counts what is read of it. */
final class InMemoryObject implements ObjectReader {
  private final byte[] content;
  private long bytesRead;

  InMemoryObject(byte[] content) {
    this.content = content;
  }

  /** The upload that this object would be under a key. */
  Upload upload(String key) {
    LandingKey named = LandingKey.tryParse(key).orElseThrow();
    return new Upload(
        new ObjectVersion("landing", key, null, "etag", Instant.EPOCH, content.length),
        named.dataset(),
        named.source());
  }

  long bytesRead() {
    return bytesRead;
  }

  @Override
  public void read(long position, byte[] target, int at, int length) {
    if (position < 0 || position + length > content.length) {
      throw new IllegalArgumentException(
          "[%d, %d) is not within %d bytes".formatted(position, position + length, content.length));
    }
    System.arraycopy(content, (int) position, target, at, length);
    bytesRead += length;
  }

  @Override
  public void close() {}

  /** The definition of a dataset whose first upload this is. */
  Definition infer(String key) {
    Upload upload = upload(key);
    return TypeInference.infer(upload, upload.object().sizeBytes(), this);
  }
}
