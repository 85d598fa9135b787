package dev.sheaf.core.store;

/**
 * The named state of an object cannot be read any more. Permanent for whoever pinned that state:
 * the upload is GONE or SUPERSEDED; retrying does not help.
 */
public final class ObjectLostException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** What became of the object. */
  public enum Fate {
    /** Nothing is stored under the key or version any more. */
    GONE,
    /** Other bytes are stored under the key now. */
    CHANGED
  }

  private final Fate fate;

  public ObjectLostException(ObjectVersion object, Fate fate) {
    super(
        switch (fate) {
          case GONE -> "%s was deleted after it was taken up".formatted(object.uri());
          case CHANGED -> "%s was overwritten after it was taken up".formatted(object.uri());
        });
    this.fate = fate;
  }

  public Fate fate() {
    return fate;
  }
}
