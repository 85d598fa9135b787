package dev.sheaf.local.session;

import dev.sheaf.aws.Assembly;
import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.keeper.SweepHandler;
import dev.sheaf.local.dispatch.Conditions;
import dev.sheaf.local.dispatch.DispatchSettings;
import dev.sheaf.local.dispatch.Dispatcher;
import dev.sheaf.local.dispatch.Invocation;
import dev.sheaf.local.dispatch.InvocationListener;
import dev.sheaf.local.provision.Deployment;
import java.time.Duration;
import java.util.List;

/** The functions of the template, running in this process. */
final class Pipeline implements Pickup {
  /** On one machine nobody else has the message: no need to wait for its visibility timeout. */
  private static final Duration REDELIVERY_DELAY = Duration.ofSeconds(1);

  /** Where messages are lost, those of a recovery are too. */
  private static final int MANY_VAIN_RECOVERIES = 20;

  /** More than there are processors: functions wait for retries, and get in each other's way. */
  private static final int DISTURBED_CONCURRENCY = 8;

  private static final Duration IDLE_CHECK = Duration.ofMillis(20);
  private static final Duration FINISH_PATIENCE = Duration.ofSeconds(10);

  private final Deployment deployment;
  private final Dispatcher dispatcher;
  private final int vainRecoveries;
  private volatile String lastFailure = "";

  private Pipeline(Deployment deployment, PipelineEvents events, Conditions conditions) {
    this.deployment = deployment;
    this.vainRecoveries = conditions.lossy() ? MANY_VAIN_RECOVERIES : 1;
    this.dispatcher =
        Dispatcher.start(
            deployment,
            settings(
                new FunctionLog(events.functionLog(), message -> lastFailure = message),
                conditions),
            events,
            new InvocationListener() {
              @Override
              public void failed(Invocation invocation, Duration took, Throwable reason) {
                lastFailure = "%s: %s".formatted(invocation.functionId(), reason);
              }
            });
  }

  private static DispatchSettings settings(FunctionLog log, Conditions conditions) {
    DispatchSettings settings =
        DispatchSettings.of(DispatchSettings::daemon, log, conditions)
            .withRedeliveryDelay(REDELIVERY_DELAY);
    return conditions.lossy() ? settings.withMaxConcurrency(DISTURBED_CONCURRENCY) : settings;
  }

  static Pipeline start(Deployment deployment, PipelineEvents events, Conditions conditions) {
    return new Pipeline(deployment, events, conditions);
  }

  @Override
  public void recover() {
    new Assembly(deployment.environment("SweepFunction"), SweepHandler.READS).sweeper().recover();
  }

  @Override
  public void announce(List<ObjectVersion> objects) {
    dispatcher.objectsCreated(objects);
  }

  @Override
  public boolean idle() {
    return idleWithin(IDLE_CHECK);
  }

  @Override
  public void finish() {
    idleWithin(FINISH_PATIENCE); // What then still goes on is made up for by the next sweep.
  }

  private boolean idleWithin(Duration patience) {
    try {
      return dispatcher.awaitIdle(patience);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SessionException.interrupted();
    }
  }

  @Override
  public int vainRecoveries() {
    return vainRecoveries;
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
