package dev.sheaf.local.contract;

class EmbeddedPipelineTest extends PipelineContract {
  EmbeddedPipelineTest() {
    super(Target.EMBEDDED);
  }
}
