package dev.sheaf.core.testing;

import dev.sheaf.core.store.ObjectStore;
import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.core.testing.InMemoryObjectStore.Versioning;
import java.time.InstantSource;

abstract class InMemoryObjectStoreContract extends ObjectStoreContract {
  private final Versioning versioning;
  private final InMemoryObjectStore store;

  InMemoryObjectStoreContract(Versioning versioning) {
    this.versioning = versioning;
    this.store = new InMemoryObjectStore(versioning, InstantSource.fixed(Samples.NOON));
  }

  @Override
  protected ObjectStore store() {
    return store;
  }

  @Override
  protected String bucket() {
    return "bucket";
  }

  @Override
  protected void upload(String key, byte[] content) {
    store.put(bucket(), key, content);
  }

  @Override
  protected void delete(String key) {
    store.delete(bucket(), key);
  }

  @Override
  protected void deleteVersion(ObjectVersion object) {
    store.deleteVersion(object);
  }

  @Override
  protected Versions versions() {
    return versioning == Versioning.ON ? Versions.KEPT : Versions.NONE;
  }
}
