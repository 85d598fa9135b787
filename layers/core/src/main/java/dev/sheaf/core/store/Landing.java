package dev.sheaf.core.store;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/** The bucket of what is delivered. Sheaf changes and removes nothing there. */
public record Landing(ObjectStore store, String bucket) {
  public Landing {
    requireNonNull(store);
    requireNonNull(bucket);
  }

  /** All objects whose key begins with {@code prefix}, the newest of each key. */
  public List<ObjectVersion> list(String prefix) {
    return store.list(bucket, prefix);
  }

  /** The newest state of an object, if it is there. */
  public Optional<ObjectVersion> find(String key) {
    return store.head(bucket, key);
  }

  /** The object as people write it. */
  public String uri(String key) {
    return ObjectVersion.uri(bucket, key);
  }
}
