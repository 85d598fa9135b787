package dev.sheaf.core.simulation;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Runs simulations, several at a time. */
final class Seeds {
  private Seeds() {}

  /**
   * Runs so many seeds, or what the time allows; throws the first failure, with its trace.
   *
   * @return what happened, and under SIMULATIONS how many there were
   */
  static Tally run(long first, long count, Duration limit) {
    int workers = Runtime.getRuntime().availableProcessors();
    ExecutorService executor = Executors.newFixedThreadPool(workers);
    long start = System.nanoTime();
    BooleanSupplier late = () -> System.nanoTime() - start > limit.toNanos();
    try {
      AtomicLong next = new AtomicLong(first);
      List<CompletableFuture<Tally>> parts = new ArrayList<>();
      for (int worker = 0; worker < workers; worker++) {
        parts.add(CompletableFuture.supplyAsync(() -> work(next, first + count, late), executor));
      }
      Tally tally = new Tally();
      parts.forEach(part -> tally.add(part.join()));
      return tally;
    } finally {
      executor.shutdownNow();
    }
  }

  private static Tally work(AtomicLong next, long end, BooleanSupplier late) {
    Tally tally = new Tally();
    try (Baton baton = new Baton();
        FileSystem files = Jimfs.newFileSystem(Configuration.unix())) {
      for (long seed = next.getAndIncrement();
          seed < end && !late.getAsBoolean();
          seed = next.getAndIncrement()) {
        tally.count("SIMULATIONS");
        try {
          Simulation.run(
              seed,
              Scenario.of(seed),
              Mutant.NONE,
              baton,
              new Trace(Trace.Detail.NOTHING),
              tally,
              files.getPath("/work"));
        } catch (Violation violation) {
          next.set(end);
          throw new AssertionError(
              "repeat with -Dsimulation.seed=%d%n%s".formatted(seed, replay(seed)), violation);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tally;
  }

  /** What a search found. */
  record Caught(long seed, Violation violation) {}

  /** Tries so many worlds of one kind, from a seed on, until one goes wrong. */
  static Optional<Caught> search(
      Supplier<Mutant> mutant, Scenario scenario, long first, long count) {
    Tally tally = new Tally();
    try (Baton baton = new Baton();
        FileSystem files = Jimfs.newFileSystem(Configuration.unix())) {
      for (long seed = first; seed < first + count; seed++) {
        Trace trace = new Trace(Trace.Detail.NOTHING);
        try {
          Simulation.run(seed, scenario, mutant.get(), baton, trace, tally, files.getPath("/work"));
        } catch (Violation violation) {
          return Optional.of(new Caught(seed, violation));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Optional.empty();
  }

  /** All that happens in the world of a seed, and what is wrong there. */
  static String replay(long seed) {
    return replay(seed, Scenario.of(seed), Mutant.NONE);
  }

  /** The same in a world of this kind. */
  static String replay(long seed, Scenario scenario, Mutant mutant) {
    Trace trace = new Trace(Trace.Detail.EVERYTHING);
    try (Baton baton = new Baton();
        FileSystem files = Jimfs.newFileSystem(Configuration.unix())) {
      Simulation.run(seed, scenario, mutant, baton, trace, new Tally(), files.getPath("/work"));
      return trace + "all is well";
    } catch (Violation violation) {
      return trace.toString() + violation;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
