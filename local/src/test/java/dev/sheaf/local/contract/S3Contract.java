package dev.sheaf.local.contract;

import dev.sheaf.core.store.ObjectStore;
import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.core.testing.ObjectStoreContract;

/** The contract of the object store, kept by the S3 adapter and an endpoint together. */
abstract class S3Contract extends ObjectStoreContract {
  private final S3Fixture s3;

  S3Contract(S3Fixture s3) {
    this.s3 = s3;
  }

  @Override
  protected ObjectStore store() {
    return s3.store();
  }

  @Override
  protected String bucket() {
    return s3.bucket();
  }

  @Override
  protected void upload(String key, byte[] content) {
    s3.upload(key, content);
  }

  @Override
  protected void delete(String key) {
    s3.delete(key);
  }

  @Override
  protected void deleteVersion(ObjectVersion object) {
    s3.deleteVersion(object);
  }

  @Override
  protected Versions versions() {
    return s3.versions();
  }
}
