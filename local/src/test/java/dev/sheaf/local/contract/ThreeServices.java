package dev.sheaf.local.contract;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips a test unless the environment names an endpoint for each of the three services. */
final class ThreeServices implements ExecutionCondition {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return Arrays.stream(Target.Service.values())
        .map(Target.EXTERNAL::obstacle)
        .flatMap(Optional::stream)
        .findFirst()
        .map(ConditionEvaluationResult::disabled)
        .orElseGet(() -> ConditionEvaluationResult.enabled("there are endpoints"));
  }
}
