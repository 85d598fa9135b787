package dev.sheaf.core.testing;

import dev.sheaf.core.testing.InMemoryObjectStore.Versioning;

class InMemoryObjectStoreTest extends InMemoryObjectStoreContract {
  InMemoryObjectStoreTest() {
    super(Versioning.OFF);
  }
}
