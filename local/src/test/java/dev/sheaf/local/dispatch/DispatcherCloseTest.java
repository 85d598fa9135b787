package dev.sheaf.local.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.local.provision.Deployment;
import dev.sheaf.local.provision.Provisioner;
import dev.sheaf.local.provision.TestEndpoints;
import dev.sheaf.local.template.Stack;
import dev.sheaf.local.template.Template;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
class DispatcherCloseTest {
  @Test
  void endsLongPollsAtOnceAndLeavesNoThread() throws Exception {
    try (RunningStack stack = new RunningStack(Map.of())) {
      Dispatcher dispatcher = stack.start();
      stack.send("WorkQueue", "a");
      assertThat(dispatcher.awaitIdle(RunningStack.LONG)).isTrue();
      long started = System.nanoTime();
      dispatcher.close();
      assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(1));
      assertThat(stack.threads).hasSizeGreaterThan(2);
      stack.requireNoThread();
      assertThat(stack.listener.troubles).isEmpty();
    }
  }

  @Test
  void interruptsWhatRunsAndItsMessagesComeAgain() throws Exception {
    try (RunningStack stack = new RunningStack(Map.of("VisibilitySeconds", "1"))) {
      CountDownLatch running = new CountDownLatch(1);
      AtomicBoolean interrupted = new AtomicBoolean();
      stack.script.work =
          (event, context) -> {
            running.countDown();
            try {
              new CountDownLatch(1).await();
            } catch (InterruptedException e) {
              interrupted.set(true);
            }
            return Script.failures();
          };
      Dispatcher dispatcher = stack.start();
      stack.send("WorkQueue", "a");
      assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();
      dispatcher.close();
      assertThat(interrupted).isTrue();
      stack.requireNoThread();

      stack.script.work = (event, context) -> Script.failures();
      assertThat(stack.start().awaitIdle(RunningStack.LONG)).isTrue();
      assertThat(stack.listener.finished).hasSize(1);
    }
  }

  @Test
  void letsThoseGoWhoWaitForIdleness() throws Exception {
    try (RunningStack stack = new RunningStack(Map.of())) {
      stack.script.uploads =
          (event, context) -> {
            throw new IllegalStateException("on purpose");
          };
      Dispatcher dispatcher =
          stack.start(settings -> settings.withAsyncRetryDelay(Duration.ofHours(1)));
      CountDownLatch failed = new CountDownLatch(1);
      dispatcher.addListener(
          new InvocationListener() {
            @Override
            public void failed(Invocation invocation, Duration took, Throwable reason) {
              failed.countDown();
            }
          });
      dispatcher.objectsCreated(
          List.of(
              new ObjectVersion(
                  stack.deployment.bucketName("LandingBucket"),
                  "in/a",
                  null,
                  "e",
                  Instant.EPOCH,
                  1)));
      assertThat(failed.await(20, TimeUnit.SECONDS)).isTrue();
      Thread closer = new Thread(dispatcher::close);
      closer.start();
      assertThat(dispatcher.awaitIdle(Duration.ofMinutes(1))).isFalse();
      closer.join();
      stack.requireNoThread();
    }
  }

  @Test
  void refusesAHandlerThatIsNotThere() {
    Template template =
        Template.parse(
            """
            Resources:
              F:
                Type: AWS::Serverless::Function
                Properties: { Handler: "dev.sheaf.Missing::handleRequest" }
            """,
            Stack.local(Map.of()));
    Deployment deployment = Provisioner.provision(template, TestEndpoints.shared());
    assertThatThrownBy(() -> Dispatcher.start(deployment, DispatchSettings.defaults()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("dev.sheaf.Missing of F is not on the class path");
  }
}
