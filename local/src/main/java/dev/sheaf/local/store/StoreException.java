package dev.sheaf.local.store;

import java.nio.file.Path;

/** A store cannot be opened; the message says why, and what to do. */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private StoreException(String message, Throwable cause) {
    super(message, cause);
  }

  private StoreException(String message) {
    super(message);
  }

  static StoreException notAStore(Path folder) {
    return new StoreException(
        "%s is not empty and not a Sheaf store; name another folder with --store"
            .formatted(folder));
  }

  static StoreException otherFormat(Path folder, String found, int known) {
    return new StoreException(
        ("%s has store format %s, this Sheaf reads format %d; use the Sheaf that wrote it, or name"
                + " another folder with --store and upload again")
            .formatted(folder, found, known));
  }

  static StoreException unusable(Path folder, Throwable cause) {
    return new StoreException(
        "cannot use %s as a store: %s; name another folder with --store".formatted(folder, cause),
        cause);
  }

  static StoreException holderSilent(Path folder) {
    return new StoreException(
        "%s is open in another process, which does not say where it listens; end it or wait"
            .formatted(folder));
  }
}
