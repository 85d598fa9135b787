package dev.sheaf.local.session;

import dev.sheaf.local.dispatch.Invocation;
import dev.sheaf.local.dispatch.InvocationListener;
import java.io.PrintStream;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * What the functions do, as people want to hear of it.
 *
 * @param warnings takes a line for each failure
 * @param worked is called after each invocation that succeeded, with the function's id
 * @param functionLog where the functions' own logs go
 */
public record PipelineEvents(
    Consumer<String> warnings, Consumer<String> worked, PrintStream functionLog)
    implements InvocationListener {

  @Override
  public void finished(Invocation invocation, Duration took) {
    worked.accept(invocation.functionId());
  }

  @Override
  public void failed(Invocation invocation, Duration took, Throwable reason) {
    warnings.accept("%s failed, and is tried again: %s".formatted(invocation.functionId(), reason));
  }

  @Override
  public void givenUp(Invocation invocation, Throwable reason) {
    warnings.accept(
        "%s failed %d times: %s".formatted(invocation.functionId(), invocation.attempt(), reason));
  }

  @Override
  public void trouble(String doing, Exception reason) {
    warnings.accept("%s: %s".formatted(doing, reason));
  }
}
