package dev.sheaf.aws;

import dev.sheaf.core.store.TransientException;
import dev.sheaf.core.store.UnknownOutcomeException;
import java.io.IOException;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/** Tells failures that pass from those that somebody must mend. */
final class Failures {
  private static final Set<String> CONFLICTS =
      Set.of("ConditionalRequestConflict", "OperationAborted", "TransactionConflictException");
  private static final Set<String> PASSING =
      Set.of(
          "ExpiredToken",
          "ExpiredTokenException",
          "RequestExpired",
          "RequestTimeout",
          "TransactionInProgressException");

  private Failures() {}

  /**
   * Makes a remote call.
   *
   * @param call what is asked of whom, for people
   * @throws TransientException if the service did not answer; the same call may succeed later
   * @throws IllegalStateException if the service refused: permissions, names or requests are wrong
   */
  static <T> T translated(String call, Supplier<T> remote) {
    try {
      return remote.get();
    } catch (SdkException e) {
      throw translate(call, e);
    }
  }

  static RuntimeException translate(String call, SdkException failure) {
    return isTransient(failure)
        ? new TransientException(call + ": " + failure.getMessage(), failure)
        : new IllegalStateException(call + " was refused: " + failure.getMessage(), failure);
  }

  /** As {@link #translate}, of a call that may have taken effect where it was not refused. */
  static RuntimeException translateUnknown(String call, SdkException failure) {
    return isTransient(failure)
        ? new UnknownOutcomeException(
            "%s: it may have happened: %s".formatted(call, failure.getMessage()), failure)
        : translate(call, failure);
  }

  /** A transaction was cancelled for no reason that the caller can judge: nothing was written. */
  static TransientException cancelled(String call, SdkException failure) {
    return new TransientException(call + ": " + failure.getMessage(), failure);
  }

  /** True where the service asks to try again because another call touches the same thing. */
  static boolean isConflict(Throwable failure) {
    return failure instanceof AwsServiceException service && CONFLICTS.contains(code(service));
  }

  /** The error code, or nothing where the answer had no body. */
  static String code(AwsServiceException failure) {
    AwsErrorDetails details = failure.awsErrorDetails();
    return details == null || details.errorCode() == null ? "" : details.errorCode();
  }

  private static boolean isTransient(SdkException failure) {
    if (failure instanceof AwsServiceException service) {
      return service.statusCode() >= 500
          || service.isThrottlingException()
          || service.isClockSkewException()
          || isConflict(service)
          || PASSING.contains(code(service));
    }
    return failure instanceof AbortedException || failure.retryable() || isCausedByIo(failure);
  }

  private static boolean isCausedByIo(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException) {
        return true;
      }
    }
    return false;
  }
}
