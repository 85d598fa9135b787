package dev.sheaf.local.session;

import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.keeper.Keeper;
import dev.sheaf.local.dispatch.DispatchSettings;
import dev.sheaf.local.dispatch.Dispatcher;
import dev.sheaf.local.dispatch.Invocation;
import dev.sheaf.local.dispatch.InvocationListener;
import dev.sheaf.local.provision.Deployment;
import java.time.Duration;
import java.util.List;

/** The functions of the template, running in this process. */
public final class Pipeline implements Pickup {
  /** On one machine nobody else has the message: no need to wait for its visibility timeout. */
  private static final Duration REDELIVERY_DELAY = Duration.ofSeconds(1);

  private static final Duration IDLE_CHECK = Duration.ofMillis(20);

  private final Deployment deployment;
  private final Dispatcher dispatcher;
  private volatile String lastFailure = "";

  private Pipeline(Deployment deployment, PipelineEvents events) {
    this.deployment = deployment;
    this.dispatcher =
        Dispatcher.start(
            deployment,
            DispatchSettings.defaults()
                .withRedeliveryDelay(REDELIVERY_DELAY)
                .withFunctionLog(
                    new FunctionLog(events.functionLog(), message -> lastFailure = message)),
            events,
            new InvocationListener() {
              @Override
              public void failed(Invocation invocation, Duration took, Throwable reason) {
                lastFailure = "%s: %s".formatted(invocation.functionId(), reason);
              }
            });
  }

  static Pipeline start(Deployment deployment, PipelineEvents events) {
    return new Pipeline(deployment, events);
  }

  @Override
  public void recover() {
    Keeper.sweeper(deployment.environment("SweepFunction")).recover();
  }

  @Override
  public void announce(List<ObjectVersion> objects) {
    dispatcher.objectsCreated(objects);
  }

  @Override
  public boolean idle() {
    try {
      return dispatcher.awaitIdle(IDLE_CHECK);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SessionException.interrupted();
    }
  }

  @Override
  public String lastFailure() {
    return lastFailure;
  }

  @Override
  public void close() {
    dispatcher.close();
  }
}
