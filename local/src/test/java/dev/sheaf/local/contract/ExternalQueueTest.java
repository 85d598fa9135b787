package dev.sheaf.local.contract;

import org.junit.jupiter.api.extension.RegisterExtension;

class ExternalQueueTest extends SqsContract {
  @RegisterExtension static final QueueFixture QUEUES = new QueueFixture(Target.EXTERNAL);

  ExternalQueueTest() {
    super(QUEUES);
  }
}
