package dev.sheaf.core.upload;

import dev.sheaf.core.store.ObjectLostException;
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

  /** The outcome of an upload whose object cannot be read any more. */
  public static UploadOutcome of(ObjectLostException lost) {
    UploadState state =
        switch (lost.fate()) {
          case GONE -> UploadState.GONE;
          case CHANGED -> UploadState.SUPERSEDED;
        };
    return new UploadOutcome(state, lost.getMessage());
  }

  public static UploadOutcome retracted(String reason) {
    return new UploadOutcome(UploadState.RETRACTED, reason);
  }

  public static UploadOutcome superseded(String reason) {
    return new UploadOutcome(UploadState.SUPERSEDED, reason);
  }
}
