package dev.sheaf.local.contract;

import org.junit.jupiter.api.extension.RegisterExtension;

class ExternalDeliveryTest extends SqsDeliveryContract {
  @RegisterExtension static final DeliveryFixture QUEUES = new DeliveryFixture(Target.EXTERNAL);

  ExternalDeliveryTest() {
    super(QUEUES);
  }
}
