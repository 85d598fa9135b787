package dev.sheaf.aws;

import dev.sheaf.core.Ports;
import dev.sheaf.core.Wiring;
import dev.sheaf.core.intake.Intake;
import dev.sheaf.core.keeper.Reconciler;
import dev.sheaf.core.keeper.Sweeper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Sheaf over the AWS adapters, put together from a function's environment. The clients live as long
 * as the process, unless this is closed.
 */
public final class Assembly implements AutoCloseable {
  private final Settings settings;
  private final AwsClients clients;
  private final Ports ports;

  /**
   * For a function that reads no large objects.
   *
   * @throws IllegalArgumentException if settings are missing or malformed; the message names them
   */
  public Assembly(Map<String, String> environment, Set<Setting> reads) {
    this(environment, reads, Runnable::run);
  }

  /**
   * @param readAhead as in {@link S3ObjectStore}
   * @throws IllegalArgumentException if settings are missing or malformed; the message names them
   */
  public Assembly(Map<String, String> environment, Set<Setting> reads, Executor readAhead) {
    this.settings = Settings.read(environment, reads);
    this.clients = new AwsClients(environment);
    this.ports = new AwsPorts(clients, settings, readAhead);
  }

  public AwsClients clients() {
    return clients;
  }

  public Ports ports() {
    return ports;
  }

  public Wiring wiring() {
    return wiring(Clock.systemUTC());
  }

  public Wiring wiring(InstantSource clock) {
    return new Wiring(ports, clock, Assembly::uniqueName);
  }

  public Intake intake() {
    return wiring().intake(settings.segmentBytes());
  }

  public Sweeper sweeper() {
    return wiring().sweeper(settings.segmentBytes(), settings.stall());
  }

  /**
   * @param patience how old an object must be for its event to count as lost
   */
  public Reconciler reconciler(Duration patience) {
    return wiring().reconciler(settings.landingBucket(), settings.segmentBytes(), patience);
  }

  /** A name that nothing else has. */
  public static String uniqueName() {
    return UUID.randomUUID().toString();
  }

  /** Threads that fetch the next range of an object while this one is read; they do not hold the JVM. */
  public static ExecutorService readAhead() {
    return Executors.newCachedThreadPool(
        work -> {
          Thread thread = new Thread(work, "read-ahead");
          thread.setDaemon(true);
          return thread;
        });
  }

  /**
   * One folder for temporary files of all processes of a user, so that none is left for each.
   *
   * @param temporary the folder for temporary files of this machine
   */
  public static Path scratch(Path temporary, String user) {
    try {
      return Files.createDirectories(temporary.resolve("sheaf-" + user));
    } catch (IOException e) {
      throw new UncheckedIOException("no folder for temporary files in " + temporary, e);
    }
  }

  @Override
  public void close() {
    clients.close();
  }
}
