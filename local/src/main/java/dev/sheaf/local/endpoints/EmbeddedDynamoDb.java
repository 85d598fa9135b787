package dev.sheaf.local.endpoints;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * DynamoDB on the loopback address: AWS's own DynamoDB Local engine behind a server of ours.
 *
 * <p>The stock server of DynamoDB Local listens on every interface and reports its use to AWS, so only its request
 * handler is used here; its telemetry is reached from the stock server alone, and the clients it needs are not on the
 * class path.
 *
 * <p>Tables do not depend on the region or the credentials of the caller, but a caller must send some. A folder is open
 * in one process at a time.
 */
public final class EmbeddedDynamoDb implements AutoCloseable {
  private static final String NAME = "DynamoDB";

  /** Held, because a level is forgotten with its logger. The engine announces its native library as information. */
  private static final Logger SQLITE_LOG = Logger.getLogger("com.almworks.sqlite4java");

  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);
  private static final int MAX_THREADS = 200;
  private static final int MIN_THREADS = 8;
  private static final int IDLE_MILLIS = 60_000;

  private final Server server;
  private final LocalDynamoDBServerHandler handler;
  private final EngineThreads threads;
  private final @Nullable FolderLock lock;
  private final int port;

  private EmbeddedDynamoDb(
      Server server,
      LocalDynamoDBServerHandler handler,
      EngineThreads threads,
      @Nullable FolderLock lock) {
    this.server = server;
    this.handler = handler;
    this.threads = threads;
    this.lock = lock;
    this.port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
  }

  /** Starts on a free port, with tables kept in the folder. See {@link #start(Path, int)}. */
  public static EmbeddedDynamoDb start(Path folder) {
    return start(folder, Loopback.FREE_PORT);
  }

  /**
   * Starts with tables kept in the folder, which is created when missing.
   *
   * @param port 0 for any free port
   * @throws EndpointException if the port is taken, or the folder is open in another process or cannot be written; the
   *     message says what to do
   */
  public static EmbeddedDynamoDb start(Path folder, int port) {
    Loopback.checkedPort(port);
    Path absolute = folder.toAbsolutePath();
    FolderLock lock = FolderLock.take(NAME, absolute);
    try {
      SqliteFile.prepare(absolute);
      return serve(
          new LocalDynamoDBRequestHandler(0, false, absolute.toString(), true, false), lock, port);
    } catch (IOException e) {
      EndpointException failure = EndpointException.notStarted(NAME, port, e);
      release(lock, failure);
      throw failure;
    } catch (RuntimeException e) {
      release(lock, e);
      throw e;
    }
  }

  /**
   * Starts with tables that are gone when it is closed.
   *
   * @param port 0 for any free port
   * @throws EndpointException if the port is taken; the message says what to do
   */
  public static EmbeddedDynamoDb startInMemory(int port) {
    Loopback.checkedPort(port);
    return serve(new LocalDynamoDBRequestHandler(0, true, null, true, false), null, port);
  }

  private static EmbeddedDynamoDb serve(
      LocalDynamoDBRequestHandler requests, @Nullable FolderLock lock, int port) {
    SQLITE_LOG.setLevel(Level.WARNING);
    EngineThreads threads = new EngineThreads("sheaf-dynamodb");
    LocalDynamoDBServerHandler handler = new LocalDynamoDBServerHandler(requests, null);
    Server server = server(threads, port);
    server.setHandler(handler);
    try {
      server.start();
    } catch (Exception e) {
      EndpointException failure = EndpointException.notStarted(NAME, port, e);
      stop(server, handler, failure);
      throw failure;
    }
    return new EmbeddedDynamoDb(server, handler, threads, lock);
  }

  private static Server server(EngineThreads threads, int port) {
    QueuedThreadPool pool =
        new QueuedThreadPool(MAX_THREADS, MIN_THREADS, IDLE_MILLIS, null, threads.group());
    pool.setName("sheaf-dynamodb");
    pool.setDaemon(true);
    Server server = new Server(pool);
    ServerConnector connector = new ServerConnector(server, 1, 1);
    connector.setHost(Loopback.HOST);
    connector.setPort(port);
    server.addConnector(connector);
    return server;
  }

  /** The URI to give an SDK client as its endpoint. */
  public URI endpoint() {
    return Loopback.uri(port);
  }

  public int port() {
    return port;
  }

  /**
   * Stops listening, ends the engine's threads and lets the folder go. Closing twice is harmless.
   *
   * @throws EndpointException if the server or its engine does not stop
   */
  @Override
  public void close() {
    try {
      server.stop();
      handler.close();
      threads.wakePools();
      List<Thread> left = threads.awaitEnd(STOP_TIMEOUT);
      if (!left.isEmpty()) {
        throw new TimeoutException("still running after %s: %s".formatted(STOP_TIMEOUT, left));
      }
      if (lock != null) {
        lock.close();
      }
    } catch (Exception e) {
      throw EndpointException.notStopped(NAME, port, e);
    }
  }

  private static void stop(Server server, LocalDynamoDBServerHandler handler, Exception reason) {
    try {
      server.stop();
      handler.close();
    } catch (Exception e) {
      reason.addSuppressed(e);
    }
  }

  private static void release(FolderLock lock, Exception reason) {
    try {
      lock.close();
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }
}
