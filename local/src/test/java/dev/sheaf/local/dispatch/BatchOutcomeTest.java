package dev.sheaf.local.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import dev.sheaf.local.template.EventSource.QueueMessages.FailureReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

class BatchOutcomeTest {
  private final Message a = message("a");
  private final Message b = message("b");
  private final Message c = message("c");
  private final List<Message> batch = List.of(a, b, c);

  @Test
  void returnsOnlyWhatFailed() {
    assertThat(outcome(batch, Script.failures("b")))
        .isEqualTo(new BatchOutcome(List.of(a, c), List.of(b)));
  }

  @Test
  void noReportMeansThatAllIsDone() {
    BatchOutcome done = new BatchOutcome(batch, List.of());
    assertThat(outcome(batch, Script.failures())).isEqualTo(done);
    assertThat(outcome(batch, new SQSBatchResponse())).isEqualTo(done);
    assertThat(BatchOutcome.of(batch, Optional.empty(), FailureReport.BATCH_ITEMS)).isEqualTo(done);
  }

  @Test
  void aReportThatIsNotAskedForIsIgnored() {
    assertThat(BatchOutcome.of(batch, Optional.of(Script.failures("b")), FailureReport.NONE))
        .isEqualTo(new BatchOutcome(batch, List.of()));
  }

  @Test
  void aReportThatCannotBeUnderstoodFailsTheBatch() {
    BatchOutcome all = BatchOutcome.allReturned(batch);
    assertThat(outcome(batch, Script.failures("x"))).isEqualTo(all);
    assertThat(outcome(batch, Script.failures("a", null))).isEqualTo(all);
    assertThat(outcome(batch, Script.failures(""))).isEqualTo(all);
  }

  @Test
  void behindAFailureItsGroupWaitsAndOthersDoNot() {
    Message x1 = message("x1", "x");
    Message y1 = message("y1", "y");
    Message x2 = message("x2", "x");
    Message y2 = message("y2", "y");
    Message x3 = message("x3", "x");
    assertThat(outcome(List.of(x1, y1, x2, y2, x3), Script.failures("x2")))
        .isEqualTo(new BatchOutcome(List.of(x1, y1, y2), List.of(x2, x3)));
  }

  private static BatchOutcome outcome(List<Message> batch, SQSBatchResponse response) {
    return BatchOutcome.of(batch, Optional.of(response), FailureReport.BATCH_ITEMS);
  }

  private static Message message(String id) {
    return Message.builder().messageId(id).build();
  }

  private static Message message(String id, String group) {
    return Message.builder()
        .messageId(id)
        .attributes(Map.of(MessageSystemAttributeName.MESSAGE_GROUP_ID, group))
        .build();
  }
}
