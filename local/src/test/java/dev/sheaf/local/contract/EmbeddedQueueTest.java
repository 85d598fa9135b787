package dev.sheaf.local.contract;

import org.junit.jupiter.api.extension.RegisterExtension;

class EmbeddedQueueTest extends SqsContract {
  @RegisterExtension static final QueueFixture QUEUES = new QueueFixture(Target.EMBEDDED);

  EmbeddedQueueTest() {
    super(QUEUES);
  }
}
