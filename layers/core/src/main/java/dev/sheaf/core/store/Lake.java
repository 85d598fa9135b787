package dev.sheaf.core.store;

import static java.util.Objects.requireNonNull;

import dev.sheaf.core.json.Digest;
import dev.sheaf.core.json.Json;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The bucket of Sheaf's own objects, under the keys of {@link LakeKeys}. What lies there never
 * changes.
 *
 * <p>All methods throw {@link TransientException} where the store did not answer. One that needs an
 * object throws {@link IllegalStateException} where there is none: the store is damaged.
 */
public record Lake(ObjectStore store, String bucket) {
  private static final int BUFFER_BYTES = 256 * 1024;

  public Lake {
    requireNonNull(store);
    requireNonNull(bucket);
  }

  /** An object that was put there. */
  public record Stored(String key, long bytes, String sha256) {}

  /** The whole content of an object, if it is there. */
  public Optional<byte[]> read(String key) {
    return store.read(bucket, key);
  }

  /** A JSON document, if it is there. */
  public <T> Optional<T> read(String key, Class<T> type) {
    return read(key).map(json -> Json.read(json, type));
  }

  /** The whole content of an object. */
  public byte[] require(String key) {
    return read(key).orElseThrow(() -> missing(key));
  }

  /**
   * The whole content of an object.
   *
   * @param sha256 of what was written; empty: not known. An object of other bytes is an {@link
   *     IllegalStateException}
   */
  public byte[] require(String key, String sha256) {
    byte[] content = require(key);
    if (!sha256.isEmpty() && !Digest.ofBytes(content).hex().equals(sha256)) {
      throw changed(key);
    }
    return content;
  }

  /** A JSON document. */
  public <T> T require(String key, Class<T> type) {
    return Json.read(require(key), type);
  }

  /** An object's size and state, if it is there. */
  public Optional<ObjectVersion> find(String key) {
    return store.head(bucket, key);
  }

  /** An object's size and state. */
  public ObjectVersion object(String key) {
    return find(key).orElseThrow(() -> missing(key));
  }

  public List<ObjectVersion> list(String prefix) {
    return store.list(bucket, prefix);
  }

  /** The bytes of an object, from its first to its last. */
  public InputStream stream(String key) {
    ObjectVersion object = object(key);
    int buffer = (int) Math.max(1, Math.min(BUFFER_BYTES, object.sizeBytes()));
    return new BufferedInputStream(new ObjectStream(store.open(object), object), buffer);
  }

  /**
   * Copies an object to a new file.
   *
   * @param sha256 of what was written; an object of other bytes is an {@link IllegalStateException}
   */
  public void fetch(String key, String sha256, Path file) throws IOException {
    try (InputStream content = stream(key)) {
      Files.copy(content, file);
    }
    if (!Digest.ofFile(file).hex().equals(sha256)) {
      throw changed(key);
    }
  }

  private IllegalStateException changed(String key) {
    return new IllegalStateException(uri(key) + " is not what was written there");
  }

  /** Writes an object unless the key is taken. */
  public ObjectStore.Put put(String key, Payload payload, String contentType) {
    return store.putIfAbsent(bucket, key, payload, contentType);
  }

  /** Writes a JSON document unless the key is taken. */
  public ObjectStore.Put put(String key, Object document) {
    return put(key, Payload.text(Json.write(document)), "application/json");
  }

  /** Writes a file under a key that nothing else has. */
  public Stored put(String key, Path file, String contentType) throws IOException {
    put(key, new Payload.File(file), contentType);
    return new Stored(key, Files.size(file), Digest.ofFile(file).hex());
  }

  public void delete(String key) {
    store.delete(bucket, key);
  }

  /** The object as people write it. */
  public String uri(String key) {
    return ObjectVersion.uri(bucket, key);
  }

  /** That an object is not there which must be. */
  public IllegalStateException missing(String key) {
    return new IllegalStateException(uri(key) + " is missing");
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
