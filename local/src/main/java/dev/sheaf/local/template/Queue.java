package dev.sheaf.local.template;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * An SQS queue.
 *
 * @param id logical id in the template
 * @param name ends in {@code .fifo} exactly if the kind is FIFO
 */
public record Queue(
    String id,
    String name,
    String arn,
    Kind kind,
    Duration visibilityTimeout,
    Duration retention,
    Deduplication deduplication,
    Optional<Redrive> redrive) {

  /** How a queue delivers. */
  public enum Kind {
    STANDARD,
    FIFO
  }

  /** What a FIFO queue compares to know a message again. */
  public enum Deduplication {
    BY_ID,
    BY_CONTENT
  }

  /** Where messages go that were received too often. */
  public record Redrive(String deadLetterArn, int maxReceiveCount) {
    public Redrive {
      requireNonNull(deadLetterArn);
      if (maxReceiveCount < 1) {
        throw new IllegalArgumentException("maxReceiveCount is " + maxReceiveCount);
      }
    }
  }

  public Queue {
    requireNonNull(id);
    requireNonNull(arn);
    requireNonNull(deduplication);
    requireNonNull(retention);
    requireNonNull(redrive);
    if (visibilityTimeout.isNegative() || visibilityTimeout.toHours() > 12) {
      throw new IllegalArgumentException(
          "visibility timeout of %s is %s".formatted(id, visibilityTimeout));
    }
    if (name.endsWith(".fifo") != (kind == Kind.FIFO)) {
      throw new IllegalArgumentException("%s queue %s is named %s".formatted(kind, id, name));
    }
  }
}
