package dev.sheaf.local.endpoints;

import java.net.BindException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * An embedded endpoint could not start or stop. The message names the endpoint, where it was to listen or write, and
 * what the user can do; it is fit to be shown without a stack trace.
 */
public final class EndpointException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private EndpointException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** The endpoint could not listen: the port is taken, or something else is wrong, which the cause tells. */
  static EndpointException notStarted(String endpoint, int port, Throwable cause) {
    String where =
        port == Loopback.FREE_PORT
            ? "any free port of " + Loopback.HOST
            : Loopback.HOST + ":" + port;
    return portTaken(cause)
        ? new EndpointException(
            "%s cannot listen on %s: the port is taken; stop the program that uses it, or choose another port (0 = any free port)"
                .formatted(endpoint, where),
            cause)
        : new EndpointException(
            "%s did not start on %s: %s".formatted(endpoint, where, rootOf(cause)), cause);
  }

  static EndpointException folderInUse(String endpoint, Path folder, @Nullable Throwable cause) {
    return new EndpointException(
        "%s cannot use %s: another process has it open; wait until that one ends, or choose another folder"
            .formatted(endpoint, folder),
        cause);
  }

  static EndpointException folderUnusable(String endpoint, Path folder, Throwable cause) {
    return new EndpointException(
        "%s cannot use %s as its folder: %s; choose a folder that this user may write"
            .formatted(endpoint, folder, rootOf(cause)),
        cause);
  }

  static EndpointException notStopped(String endpoint, int port, Throwable cause) {
    return new EndpointException(
        "%s on %s:%d did not stop cleanly: %s"
            .formatted(endpoint, Loopback.HOST, port, rootOf(cause)),
        cause);
  }

  private static boolean portTaken(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException) {
        return true;
      }
    }
    return false;
  }

  private static Throwable rootOf(Throwable thrown) {
    Throwable root = thrown;
    for (Throwable cause = root.getCause(); cause != null; cause = cause.getCause()) {
      root = cause;
    }
    return root;
  }
}
