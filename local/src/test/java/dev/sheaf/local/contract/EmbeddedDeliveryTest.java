package dev.sheaf.local.contract;

import org.junit.jupiter.api.extension.RegisterExtension;

class EmbeddedDeliveryTest extends SqsDeliveryContract {
  @RegisterExtension static final DeliveryFixture QUEUES = new DeliveryFixture(Target.EMBEDDED);

  EmbeddedDeliveryTest() {
    super(QUEUES);
  }
}
