package dev.sheaf.local.provision;

import dev.sheaf.local.template.Bucket;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Creates a bucket that is missing. */
final class BucketCreation {
  private static final int NOT_FOUND = 404;
  private static final int NOT_IMPLEMENTED = 501;

  private final S3Client s3;

  BucketCreation(S3Client s3) {
    this.s3 = s3;
  }

  /** Returns the bucket's name. */
  String ensure(Bucket bucket) {
    if (exists(bucket.name())) {
      return bucket.name();
    }
    try {
      s3.createBucket(request -> request.bucket(bucket.name()));
    } catch (BucketAlreadyOwnedByYouException | BucketAlreadyExistsException e) {
      // Another process was faster; on these endpoints all buckets are ours.
    }
    if (bucket.versioning() == Bucket.Versioning.ENABLED) {
      enableVersions(bucket.name());
    }
    return bucket.name();
  }

  private boolean exists(String name) {
    try {
      s3.headBucket(request -> request.bucket(name));
      return true;
    } catch (S3Exception e) {
      if (e.statusCode() == NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  /** Where an endpoint has no versions, uploads are identified by ETag and time instead. */
  private void enableVersions(String name) {
    try {
      s3.putBucketVersioning(
          request ->
              request
                  .bucket(name)
                  .versioningConfiguration(
                      versioning -> versioning.status(BucketVersioningStatus.ENABLED)));
    } catch (S3Exception e) {
      if (e.statusCode() != NOT_IMPLEMENTED) {
        throw e;
      }
    }
  }
}
