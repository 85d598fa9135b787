package dev.sheaf.local.contract;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.testcontainers.junit.jupiter.Testcontainers;

@Testcontainers(disabledWithoutDocker = true)
class LocalStackObjectStoreTest extends S3Contract {
  @RegisterExtension static final S3Fixture S3 = new S3Fixture(Target.LOCALSTACK, Versions.NONE);

  LocalStackObjectStoreTest() {
    super(S3);
  }
}
