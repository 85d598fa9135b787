package dev.sheaf.core.exact;

/**
 * Stored states are damaged, cut short, or not those of this aggregation. Nothing of them may be
 * used; the object must be read again, or its contribution made anew.
 */
public final class DamagedStateException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public DamagedStateException(String message) {
    super("states: " + message);
  }
}
