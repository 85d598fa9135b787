package dev.sheaf.core.json;

/** A newer version of Sheaf wrote a document, so that this one cannot know what it says. */
public final class NewerFormatException extends RuntimeException {
  private static final long serialVersionUID = 1;

  NewerFormatException(String message) {
    super(message);
  }
}
