package dev.sheaf.query;

import dev.sheaf.core.store.ObjectReader;
import dev.sheaf.core.store.ObjectStore;
import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.core.store.Payload;
import java.util.List;
import java.util.Optional;

/** Counts the calls to another store, and the bytes that come from it. */
final class CountingStore implements ObjectStore {
  int calls;
  long bytes;
  private final ObjectStore store;

  CountingStore(ObjectStore store) {
    this.store = store;
  }

  @Override
  public Optional<ObjectVersion> head(String bucket, String key) {
    calls++;
    return store.head(bucket, key);
  }

  @Override
  public List<ObjectVersion> list(String bucket, String prefix) {
    calls++;
    return store.list(bucket, prefix);
  }

  @Override
  public List<String> versions(String bucket, String key) {
    calls++;
    return store.versions(bucket, key);
  }

  @Override
  public ObjectReader open(ObjectVersion object, long end) {
    ObjectReader reader = store.open(object, end);
    return new ObjectReader() {
      @Override
      public void read(long position, byte[] target, int at, int length) {
        calls++;
        bytes += length;
        reader.read(position, target, at, length);
      }

      @Override
      public void close() {
        reader.close();
      }
    };
  }

  @Override
  public Optional<byte[]> read(String bucket, String key) {
    calls++;
    Optional<byte[]> content = store.read(bucket, key);
    content.ifPresent(read -> bytes += read.length);
    return content;
  }

  @Override
  public Put putIfAbsent(String bucket, String key, Payload payload, String contentType) {
    throw new UnsupportedOperationException("a reader does not write");
  }

  @Override
  public void delete(String bucket, String key) {
    throw new UnsupportedOperationException("a reader does not delete");
  }
}
