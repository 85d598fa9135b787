package dev.sheaf.local.dispatch;

import java.io.PrintStream;
import java.time.Duration;

/**
 * Is told what the dispatcher does, from many threads at once. Must return quickly and not throw.
 */
public interface InvocationListener {

  default void started(Invocation invocation) {}

  default void finished(Invocation invocation, Duration took) {}

  /** It threw, could not be built, or ran out of time ({@link FunctionTimeoutException}). */
  default void failed(Invocation invocation, Duration took, Throwable reason) {}

  /** An asynchronous invocation has failed for the last time. */
  default void givenUp(Invocation invocation, Throwable reason) {}

  /** An endpoint did not do what it was asked; the dispatcher goes on and tries again. */
  default void trouble(String doing, Exception reason) {}

  /** Writes what goes wrong, a line each. */
  static InvocationListener logging(PrintStream log) {
    return new InvocationListener() {
      @Override
      public void failed(Invocation invocation, Duration took, Throwable reason) {
        log.printf(
            "%s failed (request %s, attempt %d, %d items of %s): %s%n",
            invocation.functionId(),
            invocation.requestId(),
            invocation.attempt(),
            invocation.items(),
            invocation.source(),
            reason);
      }

      @Override
      public void givenUp(Invocation invocation, Throwable reason) {
        log.printf(
            "%s given up (request %s, after %d attempts): %s%n",
            invocation.functionId(), invocation.requestId(), invocation.attempt(), reason);
      }

      @Override
      public void trouble(String doing, Exception reason) {
        log.printf("%s: %s%n", doing, reason);
      }
    };
  }
}
