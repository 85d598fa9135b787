package dev.sheaf.local.dispatch;

import static java.util.Objects.requireNonNull;

/**
 * One run of a function.
 *
 * @param source what caused it: a queue's or bucket's name, a schedule, or {@code direct}
 * @param items messages or objects in its event
 * @param attempt 1 for the first; more for retries of an asynchronous invocation, which keep the
 *     request id
 */
public record Invocation(
    String requestId, String functionId, String source, int items, int attempt) {

  public Invocation {
    requireNonNull(requestId);
    requireNonNull(functionId);
    requireNonNull(source);
    if (items < 0 || attempt < 1) {
      throw new IllegalArgumentException("items %d, attempt %d".formatted(items, attempt));
    }
  }

  Invocation again() {
    return new Invocation(requestId, functionId, source, items, attempt + 1);
  }
}
