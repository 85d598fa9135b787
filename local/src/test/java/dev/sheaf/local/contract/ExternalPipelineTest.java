package dev.sheaf.local.contract;

import org.junit.jupiter.api.extension.RegisterExtension;

class ExternalPipelineTest extends PipelineContract {
  @RegisterExtension static final ThreeServices SERVICES = new ThreeServices();

  ExternalPipelineTest() {
    super(Target.EXTERNAL);
  }
}
