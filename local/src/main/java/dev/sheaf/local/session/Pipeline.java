package dev.sheaf.local.session;

import dev.sheaf.aws.AwsClients;
import dev.sheaf.aws.SqsHintQueue;
import dev.sheaf.aws.SqsTaskQueue;
import dev.sheaf.core.run.Dispatch;
import dev.sheaf.core.run.Intake;
import dev.sheaf.core.run.Planner;
import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.local.dispatch.DispatchSettings;
import dev.sheaf.local.dispatch.Dispatcher;
import dev.sheaf.local.dispatch.Invocation;
import dev.sheaf.local.dispatch.InvocationListener;
import dev.sheaf.local.provision.Deployment;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The functions of the template, running in this process. */
public final class Pipeline implements Pickup {
  private static final String SCHEDULED_SEGMENTER = "ScheduledSegmenterFunction";

  /** On one machine nobody else has the message: no need to wait for its visibility timeout. */
  private static final Duration REDELIVERY_DELAY = Duration.ofSeconds(1);

  private static final Duration IDLE_CHECK = Duration.ofMillis(20);

  private final Deployment deployment;
  private final Catalog catalog;
  private final Dispatcher dispatcher;
  private volatile String lastFailure = "";

  private Pipeline(Deployment deployment, Catalog catalog, PipelineEvents events) {
    this.deployment = deployment;
    this.catalog = catalog;
    this.dispatcher =
        Dispatcher.start(
            deployment,
            DispatchSettings.defaults()
                .withRedeliveryDelay(REDELIVERY_DELAY)
                .withFunctionLog(events.functionLog()),
            events,
            new InvocationListener() {
              @Override
              public void failed(Invocation invocation, Duration took, Throwable reason) {
                lastFailure = "%s: %s".formatted(invocation.functionId(), reason);
              }
            });
  }

  static Pipeline start(Deployment deployment, Catalog catalog, PipelineEvents events) {
    return new Pipeline(deployment, catalog, events);
  }

  @Override
  public void recover() {
    Map<String, String> environment = deployment.environment("SegmenterFunction");
    try (AwsClients clients = new AwsClients(environment)) {
      Dispatch dispatch =
          new Dispatch(
              catalog.documents(),
              catalog.runs(),
              new SqsTaskQueue(clients.sqs(), deployment.queueUrl("SegmentsQueue")),
              new SqsHintQueue(
                  clients.sqs(),
                  deployment.queueUrl("HintsQueue"),
                  () -> UUID.randomUUID().toString()));
      new Intake(
              catalog.objects(),
              catalog.runs(),
              catalog.documents(),
              catalog.definitions(),
              new Planner(
                  catalog.objects(), Long.parseLong(environment.get("SHEAF_SEGMENT_BYTES"))),
              dispatch,
              InstantSource.system())
          .recover();
    }
  }

  @Override
  public void announce(List<ObjectVersion> objects) {
    dispatcher.objectsCreated(objects);
  }

  @Override
  public void tick() {
    dispatcher.tick(SCHEDULED_SEGMENTER);
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
