package dev.sheaf.local.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
class FifoDispatchTest {
  private static final int GROUPS = 4;
  private static final int PER_GROUP = 15;

  /** Groups in work now, and what was done in each, in order. */
  private final Set<String> inWork = ConcurrentHashMap.newKeySet();

  private final Map<String, List<Integer>> done = new ConcurrentHashMap<>();
  private final List<String> overlaps = new CopyOnWriteArrayList<>();

  @Test
  void keepsTheOrderOfEveryGroupUnderConcurrencyAndFailures() throws Exception {
    long seed = 20261120;
    Random failing = new Random(seed);
    try (RunningStack stack = new RunningStack(Map.of())) {
      stack.script.ordered = (event, context) -> work(event, failing);
      for (int i = 0; i < PER_GROUP; i++) {
        for (int group = 0; group < GROUPS; group++) {
          stack.sendOrdered("g" + group, Integer.toString(i));
        }
      }
      Dispatcher dispatcher =
          stack.start(
              settings -> settings.withMaxConcurrency(4).withRedeliveryDelay(Duration.ZERO));
      assertThat(dispatcher.awaitIdle(RunningStack.LONG)).isTrue();

      Map<String, List<Integer>> expected = new HashMap<>();
      for (int group = 0; group < GROUPS; group++) {
        expected.put("g" + group, IntStream.range(0, PER_GROUP).boxed().toList());
      }
      assertThat(done).as("seed %d", seed).isEqualTo(expected);
      assertThat(overlaps).isEmpty();
    }
  }

  /**
   * Like a careful function: after a failure it leaves the rest of that group alone, but reports only
   * the failure itself, so that the dispatcher must hold the rest back.
   */
  private SQSBatchResponse work(SQSEvent event, Random failing) {
    Set<String> groups =
        event.getRecords().stream().map(FifoDispatchTest::group).collect(Collectors.toSet());
    for (String group : groups) {
      if (!inWork.add(group)) {
        overlaps.add(group);
      }
    }
    List<String> failed = new ArrayList<>();
    Set<String> stopped = ConcurrentHashMap.newKeySet();
    for (SQSEvent.SQSMessage record : event.getRecords()) {
      String group = group(record);
      if (stopped.contains(group)) {
        continue;
      }
      if (fails(failing)) {
        failed.add(record.getMessageId());
        stopped.add(group);
      } else {
        done.computeIfAbsent(group, any -> new CopyOnWriteArrayList<>())
            .add(Integer.parseInt(record.getBody()));
      }
    }
    inWork.removeAll(groups);
    return Script.failures(failed.toArray(String[]::new));
  }

  private static boolean fails(Random failing) {
    synchronized (failing) {
      return failing.nextInt(5) == 0;
    }
  }

  private static String group(SQSEvent.SQSMessage record) {
    return record.getAttributes().get("MessageGroupId");
  }
}
