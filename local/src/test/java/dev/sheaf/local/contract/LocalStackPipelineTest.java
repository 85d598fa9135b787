package dev.sheaf.local.contract;

import org.testcontainers.junit.jupiter.Testcontainers;

@Testcontainers(disabledWithoutDocker = true)
class LocalStackPipelineTest extends PipelineContract {
  LocalStackPipelineTest() {
    super(Target.LOCALSTACK);
  }
}
