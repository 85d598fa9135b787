package dev.sheaf.local.contract;

import org.junit.jupiter.api.extension.RegisterExtension;

class EmbeddedObjectStoreTest extends S3Contract {
  @RegisterExtension static final S3Fixture S3 = new S3Fixture(Target.EMBEDDED, Versions.NONE);

  EmbeddedObjectStoreTest() {
    super(S3);
  }
}
