package dev.sheaf.local.contract;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.testcontainers.junit.jupiter.Testcontainers;

@Testcontainers(disabledWithoutDocker = true)
class LocalStackDeliveryTest extends SqsDeliveryContract {
  @RegisterExtension static final DeliveryFixture QUEUES = new DeliveryFixture(Target.LOCALSTACK);

  LocalStackDeliveryTest() {
    super(QUEUES);
  }
}
