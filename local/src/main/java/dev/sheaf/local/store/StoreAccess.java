package dev.sheaf.local.store;

import static java.util.Objects.requireNonNull;

/** What opening a store gives. */
public sealed interface StoreAccess {

  /** The store is ours until the lock is closed. */
  record Held(StoreLock lock) implements StoreAccess {
    public Held {
      requireNonNull(lock);
    }
  }

  /** Another process has it; its endpoints can be used while it runs. */
  record HeldBy(Holder holder) implements StoreAccess {
    public HeldBy {
      requireNonNull(holder);
    }
  }
}
