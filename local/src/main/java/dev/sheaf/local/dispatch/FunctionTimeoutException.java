package dev.sheaf.local.dispatch;

import java.time.Duration;

/** A function ran longer than the template allows; its thread was interrupted, as Lambda ends it. */
final class FunctionTimeoutException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FunctionTimeoutException(String functionId, Duration timeout) {
    super("%s timed out after %s".formatted(functionId, timeout));
  }
}
