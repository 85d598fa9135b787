package dev.sheaf.local.contract;

import org.junit.jupiter.api.extension.RegisterExtension;

class ExternalVersionedObjectStoreTest extends S3Contract {
  @RegisterExtension static final S3Fixture S3 = new S3Fixture(Target.EXTERNAL, Versions.KEPT);

  ExternalVersionedObjectStoreTest() {
    super(S3);
  }
}
