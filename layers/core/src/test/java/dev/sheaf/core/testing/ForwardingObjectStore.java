package dev.sheaf.core.testing;

import dev.sheaf.core.store.ObjectReader;
import dev.sheaf.core.store.ObjectStore;
import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.core.store.Payload;
import java.util.List;
import java.util.Optional;

/** Another store, but for what a subclass overrides. */
public abstract class ForwardingObjectStore implements ObjectStore {
  private final ObjectStore store;

  protected ForwardingObjectStore(ObjectStore store) {
    this.store = store;
  }

  @Override
  public Optional<ObjectVersion> head(String bucket, String key) {
    return store.head(bucket, key);
  }

  @Override
  public List<ObjectVersion> list(String bucket, String prefix) {
    return store.list(bucket, prefix);
  }

  @Override
  public List<String> versions(String bucket, String key) {
    return store.versions(bucket, key);
  }

  @Override
  public ObjectReader open(ObjectVersion object, long end) {
    return store.open(object, end);
  }

  @Override
  public Optional<byte[]> read(String bucket, String key) {
    return store.read(bucket, key);
  }

  @Override
  public Put putIfAbsent(String bucket, String key, Payload payload, String contentType) {
    return store.putIfAbsent(bucket, key, payload, contentType);
  }

  @Override
  public void delete(String bucket, String key) {
    store.delete(bucket, key);
  }
}
