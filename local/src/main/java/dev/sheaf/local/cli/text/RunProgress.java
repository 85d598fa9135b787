package dev.sheaf.local.cli.text;

import dev.sheaf.local.load.DefinitionChange;
import dev.sheaf.local.load.Delivered;
import dev.sheaf.local.load.LoadListener;
import dev.sheaf.local.load.Standing;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Shows how a load goes on: in place on a terminal, else a line now and then. */
public final class RunProgress implements LoadListener, AutoCloseable {
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final Console console;
  private final PrintStream err;
  private int looked;
  private int sent;
  private long sentBytes;
  private boolean shown;
  private Instant nextLine = Instant.MIN;
  private @Nullable Instant working;

  public RunProgress(Console console) {
    this.console = console;
    this.err = console.err();
  }

  @Override
  public synchronized void defined(String dataset, DefinitionChange change) {
    switch (change) {
      case FIRST -> note("definition of " + dataset + " stored");
      case CHANGED -> note("definition of " + dataset + " replaced by the changed one");
      case UNCHANGED -> {}
    }
  }

  @Override
  public synchronized void delivered(Delivered delivered, int files) {
    looked++;
    if (delivered.delivery() == Delivered.Delivery.UPLOADED) {
      sent++;
      sentBytes += delivered.object().sizeBytes();
    }
    if (looked < files) {
      show("%d of %d files uploaded".formatted(looked, files));
    } else {
      String rest = sent == files ? "" : "; the others are there already";
      note("%d of %d files uploaded (%s)%s".formatted(sent, files, ByteSize.text(sentBytes), rest));
      nextLine = Instant.MIN;
    }
  }

  @Override
  public synchronized void standing(Standing standing) {
    Instant now = console.clock().instant();
    if (working == null) {
      working = now;
    }
    double seconds = Math.max(0.001, Duration.between(working, now).toMillis() / 1000.0);
    show(
        String.format(
            Locale.ROOT,
            "%d/%d segments, %,d records, %,d rejects, %.1f MB/s, %d/%d uploads settled",
            standing.done(),
            standing.segments(),
            standing.records(),
            standing.rejects(),
            standing.bytes() / 1e6 / seconds,
            standing.settled(),
            standing.uploads()),
        standing.settled() == standing.uploads());
  }

  /** Writes a line that stays. */
  public synchronized void note(String line) {
    clear();
    err.println(line);
    err.flush();
  }

  public synchronized void warn(String line) {
    note("warning: " + TextTable.visible(line));
  }

  /** Takes the line away that is written over. */
  @Override
  public synchronized void close() {
    clear();
    err.flush();
  }

  private void show(String line) {
    show(line, false);
  }

  private void show(String line, boolean last) {
    if (console.screen() == Console.Screen.TERMINAL) {
      err.print(CLEAR_LINE + line);
      err.flush();
      shown = true;
      if (last) {
        err.println();
        shown = false;
      }
      return;
    }
    Instant now = console.clock().instant();
    if (last || now.isAfter(nextLine)) {
      err.println(line);
      err.flush();
      nextLine = now.plus(BETWEEN_LINES);
    }
  }

  private void clear() {
    if (shown) {
      err.print(CLEAR_LINE);
      shown = false;
    }
  }
}
