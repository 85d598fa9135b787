package dev.sheaf.core.run;

import dev.sheaf.core.snapshot.Contribution;
import dev.sheaf.core.snapshot.Part;
import dev.sheaf.core.upload.Upload;
import dev.sheaf.core.upload.UploadOutcome;
import java.util.List;

/** What a complete run made of one of its uploads. */
public sealed interface UploadResult {

  Upload upload();

  /** Verified and ready to be published. Parts are in the order of the upload's records. */
  record Loaded(Contribution contribution, List<Part> parts) implements UploadResult {
    public Loaded {
      parts = List.copyOf(parts);
    }

    @Override
    public Upload upload() {
      return contribution.upload();
    }
  }

  /** Not to be published. */
  record NotLoaded(Upload upload, UploadOutcome outcome) implements UploadResult {}
}
