package dev.sheaf.core.commit;

import dev.sheaf.core.merge.LiveUpload;
import dev.sheaf.core.upload.Upload;
import dev.sheaf.core.upload.UploadOutcome;

/** What a complete run made of one of its uploads. */
public sealed interface UploadResult {

  Upload upload();

  /** Verified and ready to be published. */
  record Loaded(LiveUpload live) implements UploadResult {
    @Override
    public Upload upload() {
      return live.upload();
    }
  }

  /** Not to be published. */
  record NotLoaded(Upload upload, UploadOutcome outcome) implements UploadResult {}
}
