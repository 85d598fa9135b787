package dev.sheaf.core.upload;

import static java.util.Objects.requireNonNull;

import dev.sheaf.core.store.ObjectReader;
import dev.sheaf.core.store.ObjectStore;
import dev.sheaf.core.store.ObjectVersion;

/**
 * The bytes of an upload in which its records stand. Offsets, cuts, segments and places of rejects
 * count these, and not those of the stored object, which may hold them in another form.
 */
public sealed interface Content {

  /** How many there are. */
  long bytes();

  /**
   * Opens exactly this state for reading.
   *
   * @param end where the caller expects to be done: nothing behind it is fetched before it is asked
   *     for
   */
  ObjectReader open(ObjectStore store, long end);

  /** Opens exactly this state for reading. */
  default ObjectReader open(ObjectStore store) {
    return open(store, bytes());
  }

  /** That of an upload. */
  static Content of(Upload upload) {
    return new AsStored(upload.object());
  }

  /** The bytes of the object as they are. */
  record AsStored(ObjectVersion object) implements Content {
    public AsStored {
      requireNonNull(object);
    }

    @Override
    public long bytes() {
      return object.sizeBytes();
    }

    @Override
    public ObjectReader open(ObjectStore store, long end) {
      return store.open(object, end);
    }
  }
}
