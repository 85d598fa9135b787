package dev.sheaf.local.contract;

import dev.sheaf.aws.AwsClients;
import dev.sheaf.aws.S3ObjectStore;
import dev.sheaf.core.store.ObjectStore;
import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.core.testing.ObjectStoreContract.Versions;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A bucket of its own for the tests of one class. */
final class S3Fixture extends EndpointFixture {
  private static final int NOT_IMPLEMENTED = 501;

  private Versions versions;
  private final String bucket = "sheaf-contract-" + UUID.randomUUID();
  private ExecutorService readAhead;
  private S3Client s3;
  private ObjectStore store;

  S3Fixture(Target target, Versions versions) {
    super(target, Target.Service.S3);
    this.versions = versions;
  }

  @Override
  void create(AwsClients clients) {
    readAhead = Executors.newFixedThreadPool(2);
    s3 = clients.s3();
    store = new S3ObjectStore(s3, readAhead);
    s3.createBucket(create -> create.bucket(bucket));
    if (versions == Versions.KEPT) {
      versions = keepVersions();
    }
  }

  /** Asks for versions; an endpoint that has none has the tests of them skipped, by name. */
  private Versions keepVersions() {
    try {
      s3.putBucketVersioning(
          put ->
              put.bucket(bucket)
                  .versioningConfiguration(on -> on.status(BucketVersioningStatus.ENABLED)));
      return Versions.KEPT;
    } catch (S3Exception e) {
      if (e.statusCode() == NOT_IMPLEMENTED) {
        return Versions.NONE;
      }
      throw e;
    }
  }

  @Override
  void remove() {
    empty();
    s3.deleteBucket(delete -> delete.bucket(bucket));
    readAhead.shutdownNow();
  }

  private void empty() {
    if (versions == Versions.NONE) {
      store.list(bucket, "").forEach(object -> delete(object.key()));
      return;
    }
    s3.listObjectVersionsPaginator(list -> list.bucket(bucket))
        .forEach(
            page -> {
              page.versions().forEach(one -> deleteVersion(one.key(), one.versionId()));
              page.deleteMarkers().forEach(one -> deleteVersion(one.key(), one.versionId()));
            });
  }

  ObjectStore store() {
    return store;
  }

  String bucket() {
    return bucket;
  }

  Versions versions() {
    return versions;
  }

  void upload(String key, byte[] content) {
    s3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromBytes(content));
  }

  void delete(String key) {
    s3.deleteObject(delete -> delete.bucket(bucket).key(key));
  }

  void deleteVersion(ObjectVersion object) {
    deleteVersion(object.key(), object.versionId());
  }

  private void deleteVersion(String key, String versionId) {
    s3.deleteObject(delete -> delete.bucket(bucket).key(key).versionId(versionId));
  }
}
