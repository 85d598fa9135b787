package dev.sheaf.core.run;

import static java.util.Objects.requireNonNull;

import dev.sheaf.core.upload.Upload;
import dev.sheaf.core.upload.UploadState;
import org.jspecify.annotations.Nullable;

/**
 * An upload as the table knows it.
 *
 * @param attempt 1 at first, one more with every reload
 * @param run the run that has it, or had it last; null while SEEN
 * @param reason one line for people where the outcome needs one
 */
public record UploadItem(
    Upload upload, UploadState state, int attempt, @Nullable String run, @Nullable String reason) {

  public UploadItem {
    requireNonNull(upload);
    requireNonNull(state);
    if (attempt < 1) {
      throw new IllegalArgumentException("attempt %d of %s".formatted(attempt, upload.id()));
    }
  }

  public static UploadItem seen(Upload upload) {
    return new UploadItem(upload, UploadState.SEEN, 1, null, null);
  }
}
