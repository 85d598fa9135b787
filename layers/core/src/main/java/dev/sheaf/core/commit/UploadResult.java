package dev.sheaf.core.commit;

import dev.sheaf.core.merge.LiveUpload;
import dev.sheaf.core.upload.Upload;
import dev.sheaf.core.upload.UploadOutcome;
import java.util.function.Function;

/** What a complete run made of one of its uploads. */
public sealed interface UploadResult {

  Upload upload();

  /** Verified and ready to be published. */
  record Loaded(LiveUpload live) implements UploadResult {
    @Override
    public Upload upload() {
      return live.upload();
    }

    @Override
    public <T> T match(Function<Loaded, T> loaded, Function<NotLoaded, T> notLoaded) {
      return loaded.apply(this);
    }
  }

  /** Not to be published. */
  record NotLoaded(Upload upload, UploadOutcome outcome) implements UploadResult {
    @Override
    public <T> T match(Function<Loaded, T> loaded, Function<NotLoaded, T> notLoaded) {
      return notLoaded.apply(this);
    }
  }

  /** What belongs to the kind of result that this is. */
  <T> T match(Function<Loaded, T> loaded, Function<NotLoaded, T> notLoaded);
}
