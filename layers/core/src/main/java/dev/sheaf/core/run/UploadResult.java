package dev.sheaf.core.run;

import dev.sheaf.core.merge.Live;
import dev.sheaf.core.upload.Upload;
import dev.sheaf.core.upload.UploadOutcome;

/** What a complete run made of one of its uploads. */
public sealed interface UploadResult {

  Upload upload();

  /** Verified and ready to be published. */
  record Loaded(Live live) implements UploadResult {
    @Override
    public Upload upload() {
      return live.upload();
    }
  }

  /** Not to be published. */
  record NotLoaded(Upload upload, UploadOutcome outcome) implements UploadResult {}
}
