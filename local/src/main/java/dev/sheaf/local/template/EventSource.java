package dev.sheaf.local.template;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/** What makes a function run. */
public sealed interface EventSource {

  /** The event's logical id below its function. */
  String id();

  /**
   * Objects created in a bucket.
   *
   * @param prefix of the keys; empty for all
   * @param suffix of the keys; empty for all
   */
  record ObjectCreated(String id, String bucketId, String prefix, String suffix)
      implements EventSource {
    public ObjectCreated {
      requireNonNull(id);
      requireNonNull(bucketId);
      requireNonNull(prefix);
      requireNonNull(suffix);
    }
  }

  /** Messages of a queue, by their queue's ARN. */
  record QueueMessages(String id, String queueArn, int batchSize, FailureReport failureReport)
      implements EventSource {

    /** What the function's return value says. */
    public enum FailureReport {
      /** Nothing: returning at all means that all messages are done. */
      NONE,
      /** Which messages failed ({@code ReportBatchItemFailures}). */
      BATCH_ITEMS
    }

    public QueueMessages {
      requireNonNull(id);
      requireNonNull(queueArn);
      requireNonNull(failureReport);
      if (batchSize < 1 || batchSize > 10_000) {
        throw new IllegalArgumentException("batch size of %s is %d".formatted(id, batchSize));
      }
    }
  }

  /**
   * The clock.
   *
   * @param period between two ticks; empty for a {@code cron(...)} expression, which is not run
   *     locally
   */
  record Schedule(String id, String expression, Optional<Duration> period, State state)
      implements EventSource {

    /** Whether the schedule ticks. */
    public enum State {
      ENABLED,
      DISABLED
    }

    public Schedule {
      requireNonNull(id);
      requireNonNull(expression);
      requireNonNull(period);
      requireNonNull(state);
    }
  }
}
