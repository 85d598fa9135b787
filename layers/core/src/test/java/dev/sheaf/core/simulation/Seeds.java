package dev.sheaf.core.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** Runs simulations, several at a time. */
final class Seeds {
  private Seeds() {}

  /** Runs so many seeds; throws the first failure, with its trace. */
  static Tally run(long first, long count, Path scratch) {
    int workers = 2 * Runtime.getRuntime().availableProcessors();
    ExecutorService executor = Executors.newFixedThreadPool(workers);
    try {
      AtomicLong next = new AtomicLong(first);
      List<CompletableFuture<Tally>> parts = new ArrayList<>();
      for (int worker = 0; worker < workers; worker++) {
        Path folder = scratch.resolve("worker-" + worker);
        parts.add(
            CompletableFuture.supplyAsync(() -> work(next, first + count, folder), executor));
      }
      Tally tally = new Tally();
      parts.forEach(part -> tally.add(part.join()));
      return tally;
    } finally {
      executor.shutdownNow();
    }
  }

  private static Tally work(AtomicLong next, long end, Path scratch) {
    Tally tally = new Tally();
    try (Baton baton = new Baton()) {
      Files.createDirectories(scratch);
      for (long seed = next.getAndIncrement(); seed < end; seed = next.getAndIncrement()) {
        try {
          Simulation.run(
              seed,
              Scenario.of(seed),
              Mutant.NONE,
              baton,
              new Trace(Trace.Detail.NOTHING),
              tally,
              scratch);
        } catch (Violation violation) {
          next.set(end);
          throw new AssertionError(
              "repeat with -Dsimulation.seed=%d%n%s".formatted(seed, replay(seed, scratch)),
              violation);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tally;
  }

  /** All that happens in the world of a seed, and what is wrong there. */
  static String replay(long seed, Path scratch) {
    Trace trace = new Trace(Trace.Detail.EVERYTHING);
    try (Baton baton = new Baton()) {
      Simulation.run(
          seed, Scenario.of(seed), Mutant.NONE, baton, trace, new Tally(), scratch);
      return trace + "all is well";
    } catch (Violation violation) {
      return trace.toString() + violation;
    }
  }
}
