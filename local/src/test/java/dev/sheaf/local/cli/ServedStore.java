package dev.sheaf.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.local.cli.text.Console;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A {@code sheaf up} in this process, until it is closed. */
final class ServedStore implements AutoCloseable {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final CountDownLatch stop = new CountDownLatch(1);
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final CompletableFuture<Integer> up;

  /** Starts it, and waits until it is ready. */
  ServedStore(Path store, String... options) {
    Console console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Console.Screen.PLAIN,
            "sheaf",
            Map.of(),
            InstantSource.system());
    List<String> command = new ArrayList<>(List.of("up", "--store", store.toString()));
    command.addAll(List.of(options));
    up =
        CompletableFuture.supplyAsync(
            () -> Sheaf.commandLine(console, stop::await).execute(command.toArray(String[]::new)));
    await(() -> err().contains("ready"));
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline || up.isDone()) {
        throw new AssertionError("not in time: " + err() + out());
      }
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  /** Stops it, which must be clean. */
  @Override
  public void close() throws Exception {
    stop.countDown();
    assertThat(up.get(30, TimeUnit.SECONDS)).as(err()).isZero();
  }
}
