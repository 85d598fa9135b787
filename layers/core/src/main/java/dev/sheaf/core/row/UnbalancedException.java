package dev.sheaf.core.row;

/**
 * Two countings of the same records disagree: a defect of Sheaf. Nothing that was computed may be
 * published; trying again gives the same.
 */
public final class UnbalancedException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  public UnbalancedException(String message) {
    super(message);
  }
}
