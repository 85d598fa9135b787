package dev.sheaf.core.testing;

import dev.sheaf.core.testing.InMemoryObjectStore.Versioning;

class InMemoryVersionedObjectStoreTest extends InMemoryObjectStoreContract {
  InMemoryVersionedObjectStoreTest() {
    super(Versioning.ON);
  }
}
