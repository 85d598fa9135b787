package dev.sheaf.local.contract;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.testcontainers.junit.jupiter.Testcontainers;

@Testcontainers(disabledWithoutDocker = true)
class LocalStackVersionedObjectStoreTest extends S3Contract {
  @RegisterExtension static final S3Fixture S3 = new S3Fixture(Target.LOCALSTACK, Versions.KEPT);

  LocalStackVersionedObjectStoreTest() {
    super(S3);
  }
}
