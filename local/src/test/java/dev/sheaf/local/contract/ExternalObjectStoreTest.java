package dev.sheaf.local.contract;

import org.junit.jupiter.api.extension.RegisterExtension;

class ExternalObjectStoreTest extends S3Contract {
  @RegisterExtension static final S3Fixture S3 = new S3Fixture(Target.EXTERNAL, Versions.NONE);

  ExternalObjectStoreTest() {
    super(S3);
  }
}
