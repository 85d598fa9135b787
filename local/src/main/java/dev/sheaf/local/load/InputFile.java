package dev.sheaf.local.load;

import dev.sheaf.core.upload.LandingKey;
import java.nio.file.Path;

/**
 * A file to be loaded.
 *
 * @param name relative to its source, with slashes
 */
public record InputFile(Path file, LandingKey place, String name) {

  /** The key of its object in the landing bucket. */
  public String key() {
    return "%s/%s/%s".formatted(place.dataset(), place.source(), name);
  }
}
