package dev.sheaf.local.endpoints;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.http.scaladsl.Http;
import org.elasticmq.NodeAddress;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.elasticmq.rest.sqs.TheSQSRestServerBuilder;

/**
 * SQS on the loopback address: ElasticMQ with the limits of AWS. Standard and FIFO queues, dead-letter queues, batches
 * and long polling.
 *
 * <p>Queues and messages live in memory and are gone when it is closed.
 */
public final class EmbeddedSqs implements AutoCloseable {
  private static final String NAME = "SQS";

  /** Stands in the ARNs of the queues; clients may name any region. */
  private static final String REGION = "us-east-1";

  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

  private final ActorSystem actors;
  private final int port;

  private EmbeddedSqs(ActorSystem actors, int port) {
    this.actors = actors;
    this.port = port;
  }

  /** Starts on a free port, without queues. */
  public static EmbeddedSqs start() {
    return start(Loopback.FREE_PORT);
  }

  /**
   * Starts without queues.
   *
   * @param port 0 for any free port
   * @throws EndpointException if the port is taken; the message says what to do
   */
  public static EmbeddedSqs start(int port) {
    Loopback.checkedPort(port);
    ActorSystem actors = ActorSystem.create("sheaf-sqs", configuration());
    try {
      SQSRestServer server = listeningOn(port).withActorSystem(actors).start();
      Http.ServerBinding binding = server.waitUntilStarted();
      return new EmbeddedSqs(actors, binding.localAddress().getPort());
    } catch (Throwable e) { // Scala throws checked exceptions that javac does not know of
      EndpointException failure = EndpointException.notStarted(NAME, port, e);
      terminate(actors, failure);
      throw failure;
    }
  }

  /** The URI to give an SDK client as its endpoint. */
  public URI endpoint() {
    return Loopback.uri(port);
  }

  public int port() {
    return port;
  }

  /**
   * Drops all queues, stops listening and ends the threads. Closing twice is harmless.
   *
   * @throws EndpointException if the server does not stop within 10 seconds
   */
  @Override
  public void close() {
    if (actors.whenTerminated().isCompleted()) {
      return;
    }
    try {
      // Not through the server, whose graceful stop waits for every long poll to run out.
      terminate(actors);
    } catch (Exception e) {
      throw EndpointException.notStopped(NAME, port, e);
    }
  }

  private static TheSQSRestServerBuilder listeningOn(int port) {
    TheSQSRestServerBuilder server =
        SQSRestServerBuilder.withInterface(Loopback.HOST)
            .withAWSRegion(REGION)
            .withSQSLimits(StrictSQSLimits$.MODULE$);
    return port == Loopback.FREE_PORT
        ? server.withDynamicPort()
        : server.withPort(port).withServerAddress(new NodeAddress("http", Loopback.HOST, port, ""));
  }

  /** ElasticMQ's own file asks for debug logging; a daemon's threads never keep the JVM alive. */
  private static Config configuration() {
    return ConfigFactory.parseString(
            """
            pekko.loglevel = WARNING
            pekko.stdout-loglevel = OFF
            pekko.log-dead-letters = off
            pekko.daemonic = on
            pekko.jvm-exit-on-fatal-error = off
            pekko.coordinated-shutdown.run-by-jvm-shutdown-hook = off
            """)
        .withFallback(ConfigFactory.load());
  }

  private static void terminate(ActorSystem actors) throws Exception {
    actors.terminate();
    actors
        .getWhenTerminated()
        .toCompletableFuture()
        .get(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void terminate(ActorSystem actors, Exception reason) {
    try {
      terminate(actors);
    } catch (Exception e) {
      reason.addSuppressed(e);
    }
  }
}
