package dev.sheaf.core.upload;

import org.jspecify.annotations.Nullable;

/**
 * An upload cannot be loaded as it is. Permanent for that upload: record it as REFUSED with this
 * message, which is one line and names the place and the remedy.
 */
public final class UploadRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final @Nullable Long byteOffset;

  public UploadRefusedException(String message) {
    this(message, null);
  }

  /**
   * @param byteOffset of the place in the upload, where there is one
   */
  public UploadRefusedException(String message, @Nullable Long byteOffset) {
    super(message);
    this.byteOffset = byteOffset;
  }

  /** The place in the upload, or null where the upload as a whole is at fault. */
  public @Nullable Long byteOffset() {
    return byteOffset;
  }
}
