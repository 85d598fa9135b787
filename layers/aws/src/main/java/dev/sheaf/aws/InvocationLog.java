package dev.sheaf.aws;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.sheaf.core.json.Json;
import dev.sheaf.core.run.RunLog;
import dev.sheaf.core.run.RunStep;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The log of the invocation that a thread works on: each step of a run is a line of JSON there. Out of
 * invocations, as on the command line, nothing is logged.
 */
public final class InvocationLog implements RunLog {
  private static final ThreadLocal<@Nullable LambdaLogger> CURRENT = new ThreadLocal<>();

  InvocationLog() {}

  /** Does the work of an invocation; its steps go into the log of that. */
  public static <T> T of(Context context, Supplier<T> work) {
    CURRENT.set(context.getLogger());
    try {
      return work.get();
    } finally {
      CURRENT.remove();
    }
  }

  /** As {@link #of(Context, Supplier)}, where there is no answer. */
  public static @Nullable Void of(Context context, Runnable work) {
    CURRENT.set(context.getLogger());
    try {
      work.run();
      return null;
    } finally {
      CURRENT.remove();
    }
  }

  @Override
  public void note(RunStep step) {
    LambdaLogger log = CURRENT.get();
    if (log != null) {
      log.log(Json.write(step) + System.lineSeparator());
    }
  }
}
