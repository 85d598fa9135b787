package dev.sheaf.local.contract;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.testcontainers.junit.jupiter.Testcontainers;

@Testcontainers(disabledWithoutDocker = true)
class LocalStackQueueTest extends SqsContract {
  @RegisterExtension static final QueueFixture QUEUES = new QueueFixture(Target.LOCALSTACK);

  LocalStackQueueTest() {
    super(QUEUES);
  }
}
