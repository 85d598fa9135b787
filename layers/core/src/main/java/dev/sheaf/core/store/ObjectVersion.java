package dev.sheaf.core.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One exact state of an S3 object: what a HEAD returned. Every read names it, so that a reader gets
 * these bytes or an {@link ObjectLostException}, never others.
 *
 * @param versionId null where the bucket keeps no versions
 * @param etag without quotes
 * @param sizeBytes length of the body
 */
public record ObjectVersion(
    String bucket,
    String key,
    @Nullable String versionId,
    String etag,
    Instant lastModified,
    long sizeBytes) {

  public ObjectVersion {
    requireNonNull(bucket);
    requireNonNull(key);
    requireNonNull(etag);
    requireNonNull(lastModified);
    if (sizeBytes < 0) {
      throw new IllegalArgumentException("size %d of %s is negative".formatted(sizeBytes, key));
    }
  }

  /** The object as people write it: {@code s3://bucket/key}. */
  public String uri() {
    return uri(bucket, key);
  }

  /** As {@link #uri()}, of any state. */
  public static String uri(String bucket, String key) {
    return "s3://" + bucket + "/" + key;
  }
}
