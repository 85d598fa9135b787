package dev.sheaf.local.dispatch;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/** Runs at most so many tasks at one time; the others wait in the order in which they came. */
final class Slots {
  private final int count;
  private final Executor threads;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private int taken;

  Slots(int count, Executor threads) {
    this.count = count;
    this.threads = threads;
  }

  /** Runs the task when a slot is free; whoever ends it calls {@link #release}, exactly once. */
  synchronized void submit(Runnable task) {
    waiting.add(task);
    startWaiting();
  }

  synchronized void release() {
    taken--;
    startWaiting();
  }

  /** Waits until a task submitted now would start at once. */
  synchronized void awaitRoom() throws InterruptedException {
    while (taken >= count) {
      wait();
    }
  }

  private void startWaiting() {
    while (taken < count && !waiting.isEmpty()) {
      taken++;
      threads.execute(waiting.remove());
    }
    if (taken < count) {
      notifyAll();
    }
  }
}
