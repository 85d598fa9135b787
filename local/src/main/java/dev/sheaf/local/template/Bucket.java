package dev.sheaf.local.template;

import static java.util.Objects.requireNonNull;

/** An S3 bucket: its logical id in the template and its name. */
public record Bucket(String id, String name, Versioning versioning) {

  /** Whether the bucket keeps the versions of its objects. */
  public enum Versioning {
    OFF,
    ENABLED
  }

  public Bucket {
    requireNonNull(id);
    requireNonNull(name);
    requireNonNull(versioning);
  }
}
