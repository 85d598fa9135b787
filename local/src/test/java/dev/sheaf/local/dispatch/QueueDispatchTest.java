package dev.sheaf.local.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
class QueueDispatchTest {
  private static final String[] MANY =
      IntStream.range(0, 25).mapToObj(Integer::toString).toArray(String[]::new);

  @Test
  void fillsBatchesUpToTheirSize() throws Exception {
    try (RunningStack stack = new RunningStack(Map.of("BatchSize", "4"))) {
      List<String> seen = new CopyOnWriteArrayList<>();
      List<Integer> sizes = new CopyOnWriteArrayList<>();
      stack.script.work =
          (event, context) -> {
            sizes.add(event.getRecords().size());
            seen.addAll(Script.bodies(event));
            return Script.failures();
          };
      stack.send("WorkQueue", MANY);
      assertThat(stack.start().awaitIdle(RunningStack.LONG)).isTrue();
      assertThat(seen).containsExactlyInAnyOrder(MANY);
      assertThat(sizes).allMatch(size -> size <= 4).contains(4);
    }
  }

  @Test
  void givesSingleMessagesWhereTheTemplateSaysSo() throws Exception {
    try (RunningStack stack = new RunningStack(Map.of("BatchSize", "1"))) {
      stack.send("WorkQueue", MANY);
      assertThat(stack.start().awaitIdle(RunningStack.LONG)).isTrue();
      assertThat(stack.listener.finished).hasSize(25).allMatch(run -> run.items() == 1);
    }
  }

  @Test
  void onlyWhatFailedComesAgain() throws Exception {
    try (RunningStack stack = new RunningStack(Map.of("VisibilitySeconds", "1"))) {
      List<String> seen = new CopyOnWriteArrayList<>();
      stack.script.work =
          (event, context) -> {
            seen.addAll(Script.bodies(event));
            return Script.failures(
                event.getRecords().stream()
                    .filter(record -> record.getBody().equals("b"))
                    .filter(record -> receives(record) == 1)
                    .map(SQSEvent.SQSMessage::getMessageId)
                    .toArray(String[]::new));
          };
      stack.send("WorkQueue", "a", "b", "c");
      assertThat(stack.start().awaitIdle(RunningStack.LONG)).isTrue();
      assertThat(seen).containsExactlyInAnyOrder("a", "b", "c", "b").endsWith("b");
    }
  }

  @Test
  void aThrownExceptionReturnsTheWholeBatch() throws Exception {
    try (RunningStack stack = new RunningStack(Map.of("VisibilitySeconds", "1"))) {
      List<String> seen = new CopyOnWriteArrayList<>();
      stack.script.work =
          (event, context) -> {
            seen.addAll(Script.bodies(event));
            if (receives(event.getRecords().get(0)) == 1) {
              throw new IllegalStateException("on purpose");
            }
            return Script.failures();
          };
      stack.send("WorkQueue", "a", "b");
      assertThat(stack.start().awaitIdle(RunningStack.LONG)).isTrue();
      assertThat(seen).containsExactlyInAnyOrder("a", "b", "a", "b");
      assertThat(stack.listener.reasons)
          .isNotEmpty()
          .allMatch(reason -> "on purpose".equals(reason.getMessage()));
      assertThat(stack.script.workInstances).as("an exception is an answer").hasValue(1);
    }
  }

  @Test
  void anErrorReturnsTheBatchAndCostsTheInstance() throws Exception {
    try (RunningStack stack = new RunningStack(Map.of())) {
      stack.script.work =
          (event, context) -> {
            if (receives(event.getRecords().get(0)) == 1) {
              throw new OutOfMemoryError("on purpose");
            }
            return Script.failures();
          };
      stack.send("WorkQueue", "a");
      Dispatcher dispatcher = stack.start(settings -> settings.withRedeliveryDelay(Duration.ZERO));
      assertThat(dispatcher.awaitIdle(RunningStack.LONG)).isTrue();
      assertThat(stack.listener.failed).hasSize(1);
      assertThat(stack.listener.finished).hasSize(1);
      assertThat(stack.script.workInstances).hasValue(2);
    }
  }

  @Test
  void afterFiveReceivesTheQueueGivesUp() throws Exception {
    try (RunningStack stack = new RunningStack(Map.of())) {
      AtomicInteger poisoned = new AtomicInteger();
      AtomicInteger good = new AtomicInteger();
      stack.script.work =
          (event, context) -> {
            for (SQSEvent.SQSMessage record : event.getRecords()) {
              (record.getBody().equals("poison") ? poisoned : good).incrementAndGet();
            }
            return Script.failures(
                event.getRecords().stream()
                    .filter(record -> record.getBody().equals("poison"))
                    .map(SQSEvent.SQSMessage::getMessageId)
                    .toArray(String[]::new));
          };
      stack.send("WorkQueue", "poison", "good");
      Dispatcher dispatcher = stack.start(settings -> settings.withRedeliveryDelay(Duration.ZERO));
      assertThat(dispatcher.awaitIdle(RunningStack.LONG)).isTrue();
      assertThat(poisoned).hasValue(5);
      assertThat(good).hasValue(1);
      assertThat(stack.drain("WorkDeadQueue")).containsExactly("poison");
    }
  }

  @Test
  void aFunctionThatRunsTooLongIsInterruptedAndHasFailed() throws Exception {
    try (RunningStack stack = new RunningStack(Map.of("TimeoutSeconds", "1"))) {
      AtomicBoolean interrupted = new AtomicBoolean();
      CountDownLatch never = new CountDownLatch(1);
      stack.script.work =
          (event, context) -> {
            if (receives(event.getRecords().get(0)) == 1) {
              interrupted.set(interruptedWhileWaiting(never));
            }
            return Script.failures();
          };
      stack.send("WorkQueue", "a");
      Dispatcher dispatcher = stack.start(settings -> settings.withRedeliveryDelay(Duration.ZERO));
      assertThat(dispatcher.awaitIdle(RunningStack.LONG)).isTrue();
      assertThat(interrupted).isTrue();
      assertThat(stack.listener.reasons)
          .singleElement()
          .isInstanceOf(FunctionTimeoutException.class);
      assertThat(stack.listener.finished).hasSize(1);
      assertThat(stack.script.workInstances).as("the first is not used again").hasValue(2);
    }
  }

  @Test
  void aFunctionThatIgnoresItsInterruptDoesNotBlockOthers() throws Exception {
    try (RunningStack stack = new RunningStack(Map.of("TimeoutSeconds", "1", "BatchSize", "1"))) {
      CountDownLatch deaf = new CountDownLatch(1);
      stack.script.work =
          (event, context) -> {
            if (Script.bodies(event).contains("deaf") && receives(event.getRecords().get(0)) == 1) {
              while (interruptedWhileWaiting(deaf)) {
                // Goes on.
              }
            }
            return Script.failures();
          };
      stack.send("WorkQueue", "deaf", "next");
      Dispatcher dispatcher =
          stack.start(
              settings -> settings.withMaxConcurrency(1).withRedeliveryDelay(Duration.ZERO));
      assertThat(dispatcher.awaitIdle(RunningStack.LONG)).isTrue();
      assertThat(stack.listener.finished).hasSize(2);
      deaf.countDown();
    }
  }

  @Test
  void runsAsManyAtOnceAsAllowedAndNoMore() throws Exception {
    try (RunningStack stack = new RunningStack(Map.of("BatchSize", "1"))) {
      CyclicBarrier allThree = new CyclicBarrier(3);
      AtomicInteger running = new AtomicInteger();
      AtomicInteger most = new AtomicInteger();
      stack.script.work =
          (event, context) -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            try {
              allThree.await(20, TimeUnit.SECONDS);
            } catch (Exception e) {
              throw new IllegalStateException(e);
            } finally {
              running.decrementAndGet();
            }
            return Script.failures();
          };
      stack.send("WorkQueue", "1", "2", "3", "4", "5", "6");
      assertThat(stack.start(s -> s.withMaxConcurrency(3)).awaitIdle(RunningStack.LONG)).isTrue();
      assertThat(stack.listener.finished).hasSize(6);
      assertThat(most).hasValue(3);
      assertThat(stack.script.workInstances).as("one per concurrent invocation").hasValue(3);
    }
  }

  @Test
  void usesAWarmInstanceAgain() throws Exception {
    try (RunningStack stack = new RunningStack(Map.of("BatchSize", "1"))) {
      stack.send("WorkQueue", MANY);
      assertThat(stack.start(s -> s.withMaxConcurrency(1)).awaitIdle(RunningStack.LONG)).isTrue();
      assertThat(stack.listener.finished).hasSize(25);
      assertThat(stack.script.workInstances).hasValue(1);
    }
  }

  @Test
  void anIdlePollerTakesAMessageAtOnce() throws Exception {
    try (RunningStack stack = new RunningStack(Map.of())) {
      CountDownLatch arrived = new CountDownLatch(1);
      stack.script.work =
          (event, context) -> {
            arrived.countDown();
            return Script.failures();
          };
      Dispatcher dispatcher = stack.start();
      assertThat(dispatcher.awaitIdle(RunningStack.LONG)).isTrue();
      stack.send("WorkQueue", "a");
      // The long poll lasts 20 seconds: this is no wait for its end.
      assertThat(arrived.await(5, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void idleMeansThatTheWholeChainIsDone() throws Exception {
    try (RunningStack stack = new RunningStack(Map.of("BatchSize", "1"))) {
      AtomicInteger last = new AtomicInteger();
      stack.script.work =
          (event, context) -> {
            stack.sendOrdered("g", Script.bodies(event).get(0));
            return Script.failures();
          };
      stack.script.ordered =
          (event, context) -> {
            last.addAndGet(event.getRecords().size());
            return Script.failures();
          };
      Dispatcher dispatcher = stack.start();
      for (int round = 1; round <= 10; round++) {
        stack.send("WorkQueue", "a" + round, "b" + round, "c" + round);
        assertThat(dispatcher.awaitIdle(RunningStack.LONG)).isTrue();
        assertThat(last).hasValue(3 * round);
      }
    }
  }

  @Test
  void isNotIdleWhileSomethingRuns() throws Exception {
    try (RunningStack stack = new RunningStack(Map.of())) {
      CountDownLatch running = new CountDownLatch(1);
      CountDownLatch goOn = new CountDownLatch(1);
      stack.script.work =
          (event, context) -> {
            running.countDown();
            interruptedWhileWaiting(goOn);
            return Script.failures();
          };
      Dispatcher dispatcher = stack.start();
      stack.send("WorkQueue", "a");
      assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(dispatcher.awaitIdle(Duration.ofMillis(100))).isFalse();
      goOn.countDown();
      assertThat(dispatcher.awaitIdle(RunningStack.LONG)).isTrue();
    }
  }

  private static int receives(SQSEvent.SQSMessage record) {
    return Integer.parseInt(record.getAttributes().get("ApproximateReceiveCount"));
  }

  private static boolean interruptedWhileWaiting(CountDownLatch latch) {
    try {
      latch.await();
      return false;
    } catch (InterruptedException e) {
      return true;
    }
  }
}
