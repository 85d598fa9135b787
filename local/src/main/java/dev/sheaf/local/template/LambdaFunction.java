package dev.sheaf.local.template;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A function.
 *
 * @param id logical id in the template
 * @param handlerClass fully qualified
 * @param asyncRetries how often an asynchronous invocation that failed is repeated
 * @param failureDestinationArn queue that is told of an asynchronous invocation given up
 * @param rawEnvironment variables as written; {@link Template#environment} computes them
 */
public record LambdaFunction(
    String id,
    String name,
    String handlerClass,
    Duration timeout,
    int memoryMegabytes,
    int asyncRetries,
    Optional<String> failureDestinationArn,
    Map<String, Object> rawEnvironment,
    List<EventSource> events) {

  public LambdaFunction {
    requireNonNull(id);
    requireNonNull(name);
    requireNonNull(handlerClass);
    requireNonNull(failureDestinationArn);
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout of %s is %s".formatted(id, timeout));
    }
    rawEnvironment = Map.copyOf(new LinkedHashMap<>(rawEnvironment));
    events = List.copyOf(events);
  }

  /** Its event sources of one kind. */
  public <E extends EventSource> Stream<E> events(Class<E> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast);
  }
}
