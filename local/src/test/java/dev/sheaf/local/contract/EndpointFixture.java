package dev.sheaf.local.contract;

import dev.sheaf.aws.AwsClients;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What the tests of one class need at an endpoint; where there is none, they are skipped. */
abstract class EndpointFixture implements ExecutionCondition, BeforeAllCallback, AfterAllCallback {
  private final Target target;
  private final Target.Service service;
  private AwsClients clients;

  EndpointFixture(Target target, Target.Service service) {
    this.target = target;
    this.service = service;
  }

  /** Creates what is needed. */
  abstract void create(AwsClients clients);

  /** Removes what was created. */
  abstract void remove();

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    Optional<String> obstacle = target.obstacle(service);
    return obstacle.isPresent()
        ? ConditionEvaluationResult.disabled(obstacle.get())
        : ConditionEvaluationResult.enabled("there is an endpoint");
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    clients = new AwsClients(target.environment(service));
    create(clients);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    try {
      remove();
    } finally {
      clients.close();
    }
  }
}
