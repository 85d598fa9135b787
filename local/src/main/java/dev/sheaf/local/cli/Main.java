package dev.sheaf.local.cli;

import dev.sheaf.local.cli.text.Console;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Runs one command, and ends the process with its status. */
public final class Main {
  private static final int PIECE_BYTES = 1 << 16;
  private static final long STOP_PATIENCE_SECONDS = 20;

  private Main() {}

  public static void main(String[] arguments) {
    PrintStream out = stream(FileDescriptor.out);
    PrintStream err = stream(FileDescriptor.err);
    Console console =
        new Console(
            out,
            err,
            Boolean.getBoolean("sheaf.terminal") ? Console.Screen.TERMINAL : Console.Screen.PLAIN,
            System.getProperty("sheaf.program", "sheaf"),
            System.getenv(),
            InstantSource.system());
    int status = Sheaf.commandLine(console, Main::awaitSignal).execute(arguments);
    out.flush();
    err.flush();
    // Endpoints may leave threads behind that would keep the process.
    Runtime.getRuntime().halt(status);
  }

  /** Waits for SIGINT or SIGTERM, and keeps the process until the command has ended by itself. */
  private static void awaitSignal() throws InterruptedException {
    CountDownLatch signal = new CountDownLatch(1);
    Thread command = Thread.currentThread();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  signal.countDown();
                  try {
                    command.join(TimeUnit.SECONDS.toMillis(STOP_PATIENCE_SECONDS));
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                },
                "sheaf-stop"));
    signal.await();
  }

  /** In UTF-8, whatever the locale says: data and definitions are. */
  private static PrintStream stream(FileDescriptor target) {
    return new PrintStream(
        new BufferedOutputStream(new FileOutputStream(target), PIECE_BYTES),
        target == FileDescriptor.err,
        StandardCharsets.UTF_8);
  }
}
