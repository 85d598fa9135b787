package dev.sheaf.core.merge;

import dev.sheaf.core.json.Digest;
import dev.sheaf.core.snapshot.Part;
import dev.sheaf.core.store.ObjectReader;
import dev.sheaf.core.store.ObjectStore;
import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.core.store.Payload;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Sheaf's own objects, as streams and files. */
final class LakeFiles {
  private static final int BUFFER_BYTES = 256 * 1024;

  private final ObjectStore store;
  private final String lakeBucket;

  LakeFiles(ObjectStore store, String lakeBucket) {
    this.store = store;
    this.lakeBucket = lakeBucket;
  }

  /** An object that was put there. */
  record Stored(String key, long bytes, String sha256) {}

  Stored put(String key, Path file, String contentType) throws IOException {
    store.putIfAbsent(lakeBucket, key, new Payload.File(file), contentType);
    return new Stored(key, Files.size(file), Digest.ofFile(file).hex());
  }

  /**
   * Copies a part.
   *
   * @param file a new file
   * @throws IllegalStateException if it is missing, or is not what was written: the store is damaged
   */
  void fetch(Part part, Path file) throws IOException {
    try (InputStream content = stream(part.key())) {
      Files.copy(content, file);
    }
    if (!Digest.ofFile(file).hex().equals(part.sha256())) {
      throw new IllegalStateException(
          "s3://%s/%s is not what was written there".formatted(lakeBucket, part.key()));
    }
  }

  /**
   * The bytes of an object that a snapshot refers to.
   *
   * @throws IllegalStateException if it is missing: the store is damaged
   */
  InputStream stream(String key) {
    ObjectVersion object =
        store
            .head(lakeBucket, key)
            .orElseThrow(
                () ->
                    new IllegalStateException("s3://%s/%s is missing".formatted(lakeBucket, key)));
    int buffer = (int) Math.max(1, Math.min(BUFFER_BYTES, object.sizeBytes()));
    return new BufferedInputStream(new ObjectStream(store.open(object), object), buffer);
  }

  /** Reads forward. */
  private static final class ObjectStream extends InputStream {
    private final ObjectReader reader;
    private final long size;
    private long position;

    ObjectStream(ObjectReader reader, ObjectVersion object) {
      this.reader = reader;
      this.size = object.sizeBytes();
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] target, int at, int length) {
      int count = (int) Math.min(length, size - position);
      if (count == 0) {
        return length == 0 ? 0 : -1;
      }
      reader.read(position, target, at, count);
      position += count;
      return count;
    }

    @Override
    public void close() {
      reader.close();
    }
  }
}
