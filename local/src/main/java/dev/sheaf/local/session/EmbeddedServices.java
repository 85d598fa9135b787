package dev.sheaf.local.session;

import dev.sheaf.local.endpoints.EmbeddedDynamoDb;
import dev.sheaf.local.endpoints.EmbeddedS3;
import dev.sheaf.local.endpoints.EmbeddedSqs;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Embedded endpoints over the folder of a store, started together. */
final class EmbeddedServices implements AutoCloseable {
  static final String S3 = "s3";
  static final String SQS = "sqs";
  static final String DYNAMODB = "dynamodb";

  private final Map<String, AutoCloseable> running = new ConcurrentHashMap<>();
  private final Map<String, URI> uris = new ConcurrentHashMap<>();

  private EmbeddedServices() {}

  /**
   * @throws dev.sheaf.local.endpoints.EndpointException if one does not start; of several, that of
   *     the lowest port. None runs then
   */
  static EmbeddedServices start(Path folder, Services services, Ports ports) {
    EmbeddedServices embedded = new EmbeddedServices();
    // By their ports; the slowest begins first.
    List<CompletableFuture<Void>> starts = new ArrayList<>();
    starts.add(
        0,
        embedded.start(
            DYNAMODB,
            () -> EmbeddedDynamoDb.start(folder.resolve("dynamodb"), ports.dynamoDb()),
            EmbeddedDynamoDb::endpoint));
    if (services == Services.ALL) {
      starts.add(
          0, embedded.start(SQS, () -> EmbeddedSqs.start(ports.sqs()), EmbeddedSqs::endpoint));
    }
    starts.add(
        0,
        embedded.start(
            S3, () -> EmbeddedS3.start(folder.resolve("s3"), ports.s3()), EmbeddedS3::endpoint));
    try {
      CompletableFuture.allOf(starts.toArray(CompletableFuture<?>[]::new))
          .exceptionally(e -> null)
          .join();
      starts.forEach(CompletableFuture::join);
    } catch (CompletionException e) {
      embedded.close();
      throw e.getCause() instanceof RuntimeException failure ? failure : e;
    }
    return embedded;
  }

  /** Where they listen, by service. */
  Map<String, URI> uris() {
    return new TreeMap<>(uris);
  }

  /** Tells the bucket of every object written to S3 from now on. */
  void onObjectWritten(Consumer<String> listener) {
    if (running.get(S3) instanceof EmbeddedS3 s3) {
      s3.onWrite(listener);
    }
  }

  @Override
  public void close() {
    CompletableFuture.allOf(
            running.values().stream()
                .map(service -> onThread("close", () -> close(service)))
                .toArray(CompletableFuture<?>[]::new))
        .join();
    running.clear();
  }

  private <T extends AutoCloseable> CompletableFuture<Void> start(
      String service, Supplier<T> start, Function<T, URI> endpoint) {
    return onThread(
        service,
        () -> {
          T started = start.get();
          running.put(service, started);
          uris.put(service, endpoint.apply(started));
        });
  }

  private static void close(AutoCloseable service) {
    try {
      service.close();
    } catch (Exception e) {
      // What was acknowledged is on the disk; there is nobody left who could do something about it.
    }
  }

  private static CompletableFuture<Void> onThread(String name, Runnable work) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
                done.complete(null);
              } catch (Throwable e) { // Errors too: whoever waits must not wait for ever.
                done.completeExceptionally(e);
              }
            },
            "sheaf-" + name);
    thread.setDaemon(true);
    thread.start();
    return done;
  }
}
