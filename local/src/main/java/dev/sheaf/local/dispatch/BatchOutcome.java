package dev.sheaf.local.dispatch;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import dev.sheaf.local.template.EventSource.QueueMessages.FailureReport;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * What becomes of the messages of one invocation, by Lambda's rules.
 *
 * @param done to be deleted
 * @param returned to be given again
 */
record BatchOutcome(List<Message> done, List<Message> returned) {

  static BatchOutcome allReturned(List<Message> batch) {
    return new BatchOutcome(List.of(), batch);
  }

  /** Of an invocation that returned. A report that cannot be understood fails the whole batch. */
  static BatchOutcome of(
      List<Message> batch, Optional<Object> response, FailureReport failureReport) {
    if (failureReport == FailureReport.NONE
        || !(response.orElse(null) instanceof SQSBatchResponse report)
        || report.getBatchItemFailures() == null) {
      return new BatchOutcome(batch, List.of());
    }
    Set<@Nullable String> failed =
        report.getBatchItemFailures().stream()
            .map(SQSBatchResponse.BatchItemFailure::getItemIdentifier)
            .collect(Collectors.toCollection(HashSet::new));
    Set<String> known = batch.stream().map(Message::messageId).collect(Collectors.toSet());
    return known.containsAll(failed) ? split(batch, failed) : allReturned(batch);
  }

  /** Behind a failed message its group waits, or it would be overtaken. */
  private static BatchOutcome split(List<Message> batch, Set<@Nullable String> failed) {
    List<Message> done = new ArrayList<>();
    List<Message> returned = new ArrayList<>();
    Set<String> blockedGroups = new HashSet<>();
    for (Message message : batch) {
      Optional<String> group = group(message);
      if (failed.contains(message.messageId())) {
        group.ifPresent(blockedGroups::add);
        returned.add(message);
      } else if (group.isPresent() && blockedGroups.contains(group.get())) {
        returned.add(message);
      } else {
        done.add(message);
      }
    }
    return new BatchOutcome(List.copyOf(done), List.copyOf(returned));
  }

  /** The message's group, in a FIFO queue. */
  static Optional<String> group(Message message) {
    return Optional.ofNullable(
        message.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID));
  }
}
