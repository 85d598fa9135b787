package dev.sheaf.core.merge;

import dev.sheaf.core.snapshot.Contribution;
import dev.sheaf.core.snapshot.Part;
import dev.sheaf.core.upload.Upload;
import java.util.List;

/**
 * A contribution of the snapshot to be, with what its segments gave.
 *
 * @param objects in the order of the upload's records
 * @param definitionDigest of the definition by whose columns the objects are described: their zones and
 *     fingerprints
 */
public record LiveUpload(Contribution contribution, List<Part> objects, String definitionDigest) {
  public LiveUpload {
    objects = List.copyOf(objects);
  }

  public Upload upload() {
    return contribution.upload();
  }

  /** True where both are of one upload, loaded at the same attempt. */
  public boolean isSameAs(Contribution other) {
    return contribution.upload().equals(other.upload())
        && contribution.attempt() == other.attempt();
  }
}
