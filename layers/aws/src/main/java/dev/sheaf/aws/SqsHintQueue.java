package dev.sheaf.aws;

import dev.sheaf.core.run.HintMessage;
import dev.sheaf.core.run.HintQueue;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The queue of hints in SQS; FIFO, with a message group for each dataset. */
public final class SqsHintQueue implements HintQueue {
  private final SqsClient sqs;
  private final String queueUrl;
  private final Supplier<String> deduplicationIds;

  /**
   * @param deduplicationIds gives an id that no other hint had in the last five minutes
   */
  public SqsHintQueue(SqsClient sqs, String queueUrl, Supplier<String> deduplicationIds) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
    this.deduplicationIds = deduplicationIds;
  }

  @Override
  public void send(HintMessage hint) {
    String deduplicationId = deduplicationIds.get();
    Failures.translated(
        "SendMessage " + queueUrl,
        () ->
            sqs.sendMessage(
                send ->
                    send.queueUrl(queueUrl)
                        .messageBody(hint.body())
                        .messageGroupId(hint.dataset())
                        .messageDeduplicationId(deduplicationId)));
  }
}
