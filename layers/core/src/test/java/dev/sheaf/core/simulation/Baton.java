package dev.sheaf.core.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Steps that can be put aside in mid-call and taken up again. Each has a thread, but only one thread
 * runs at a time: the one that has the baton. So nothing is left to chance, and memory needs no
 * guard.
 */
final class Baton implements AutoCloseable {
  private final Semaphore scheduler = new Semaphore(0);
  private final Deque<Runner> idle = new ArrayDeque<>();
  private final List<Runner> runners = new ArrayList<>();
  private @Nullable Runner current;
  private boolean dropped;

  /** Unwinds a step that nobody will take up again. */
  private static final class Dropped extends Error {
    private static final long serialVersionUID = 1;

    Dropped() {
      super("dropped", null, false, false);
    }
  }

  /** A step that began and may not have ended. */
  final class Runner {
    private final Semaphore turn = new Semaphore(0);
    private @Nullable Runnable step;
    private String name = "";
    private @Nullable Throwable escaped;

    private void loop() {
      turn.acquireUninterruptibly();
      while (step != null) {
        try {
          step.run();
        } catch (Dropped unwound) {
          // Its simulation is over.
        } catch (Throwable unexpected) {
          escaped = unexpected;
        }
        step = null;
        scheduler.release();
        turn.acquireUninterruptibly();
      }
    }

    String name() {
      return name;
    }

    boolean ended() {
      return step == null;
    }
  }

  /** Runs a step, which throws nothing, until it pauses or ends. */
  Runner start(String name, Runnable step) {
    Runner runner = idle.isEmpty() ? runner() : idle.pop();
    runner.step = step;
    runner.name = name;
    resume(runner);
    return runner;
  }

  /** Runs a paused step until it pauses again or ends. */
  void resume(Runner runner) {
    current = runner;
    runner.turn.release();
    scheduler.acquireUninterruptibly();
    current = null;
    if (runner.ended()) {
      idle.push(runner);
    }
    if (runner.escaped != null) {
      throw new IllegalStateException("a step threw", runner.escaped);
    }
  }

  /** Puts the current step aside. */
  void pause() {
    Runner runner = current;
    if (runner == null) {
      throw new IllegalStateException("no step is running");
    }
    scheduler.release();
    runner.turn.acquireUninterruptibly();
    if (dropped) {
      throw new Dropped();
    }
  }

  /** Name of the step that runs now; null where the scheduler does. */
  @Nullable String current() {
    return current == null ? null : current.name;
  }

  /** Unwinds these steps. */
  void drop(List<Runner> steps) {
    dropped = true;
    steps.forEach(this::resume);
    dropped = false;
  }

  boolean isDropping() {
    return dropped;
  }

  private Runner runner() {
    Runner runner = new Runner();
    Thread thread = new Thread(runner::loop, "simulated step");
    thread.setDaemon(true);
    thread.start();
    runners.add(runner);
    return runner;
  }

  /** Ends the threads. */
  @Override
  public void close() {
    runners.forEach(runner -> runner.turn.release());
  }
}
