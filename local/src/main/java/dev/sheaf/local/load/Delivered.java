package dev.sheaf.local.load;

import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.core.upload.Upload;

/**
 * A file whose content is in the landing bucket.
 *
 * @param delivery whether it had to be sent
 */
public record Delivered(InputFile input, ObjectVersion object, Delivery delivery) {

  /** How an object came to be there. */
  public enum Delivery {
    UPLOADED,
    /** The same content was there already. */
    PRESENT
  }

  /** The upload that it is to Sheaf. */
  public Upload upload() {
    return new Upload(object, input.place().dataset(), input.place().source());
  }
}
