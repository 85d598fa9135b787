package dev.sheaf.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.sheaf.core.run.RunStep;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Steps of runs go into the log of the invocation that takes them. */
final class InvocationLogTest {
  private static final RunStep STEP = new RunStep.Opened("notes", "r1", 3);

  private final List<String> lines = new ArrayList<>();
  private final InvocationLog log = new InvocationLog();

  @Test
  void aStepIsALineOfJsonInTheInvocationsLog() {
    InvocationLog.of(context(), () -> log.note(STEP));

    assertThat(lines)
        .containsExactly(
            "{\"dataset\":\"notes\",\"run\":\"r1\",\"step\":\"run opened\",\"uploads\":3}"
                + System.lineSeparator());
  }

  @Test
  void outOfAnInvocationNothingIsLogged() {
    InvocationLog.of(context(), () -> {});
    log.note(STEP);

    assertThat(lines).isEmpty();
  }

  @Test
  void anInvocationThatFailsLeavesNoLogBehind() {
    try {
      InvocationLog.of(
          context(),
          (Runnable)
              () -> {
                throw new IllegalStateException("failed");
              });
    } catch (IllegalStateException expected) {
      log.note(STEP);
    }

    assertThat(lines).isEmpty();
  }

  private Context context() {
    LambdaLogger logger =
        new LambdaLogger() {
          @Override
          public void log(String message) {
            lines.add(message);
          }

          @Override
          public void log(byte[] message) {
            throw new UnsupportedOperationException();
          }
        };
    return (Context)
        Proxy.newProxyInstance(
            Context.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (proxy, method, arguments) -> {
              assertThat(method.getName()).isEqualTo("getLogger");
              return logger;
            });
  }
}
