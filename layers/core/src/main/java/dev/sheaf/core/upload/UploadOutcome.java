package dev.sheaf.core.upload;

import org.jspecify.annotations.Nullable;

/**
 * How an upload ended.
 *
 * @param reason one line for people: what, where, and the remedy; null only where LOADED says it all
 */
public record UploadOutcome(UploadState state, @Nullable String reason) {
  /** Its rows were published. */
  public static final UploadOutcome LOADED = new UploadOutcome(UploadState.LOADED, null);

  public UploadOutcome {
    if (!state.isOutcome()) {
      throw new IllegalArgumentException(state + " is no outcome");
    }
    if (reason == null && state != UploadState.LOADED) {
      throw new IllegalArgumentException(state + " needs a reason");
    }
  }

  public static UploadOutcome refused(String reason) {
    return new UploadOutcome(UploadState.REFUSED, reason);
  }

  public static UploadOutcome superseded(String reason) {
    return new UploadOutcome(UploadState.SUPERSEDED, reason);
  }
}
