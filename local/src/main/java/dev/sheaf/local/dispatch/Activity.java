package dev.sheaf.local.dispatch;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Counts what is in flight, and lets others wait until it is nothing. */
final class Activity {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private int inFlight;
  private long begun;
  private boolean closed;

  void begin() {
    lock.lock();
    try {
      inFlight++;
      begun++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void end() {
    lock.lock();
    try {
      inFlight--;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Lets all who wait go. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** How many things have begun so far: unchanged and quiet means that nothing happened between. */
  long begun() {
    lock.lock();
    try {
      return begun;
    } finally {
      lock.unlock();
    }
  }

  boolean quiet() {
    lock.lock();
    try {
      return inFlight == 0;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until nothing is in flight; false if that took too long, or the dispatcher closed. */
  boolean awaitQuiet(long nanos) throws InterruptedException {
    lock.lock();
    try {
      long left = nanos;
      while (inFlight > 0 && !closed && left > 0) {
        left = changed.awaitNanos(left);
      }
      return inFlight == 0 && !closed;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until something more has begun, but not longer than this. */
  void awaitBeginning(long since, long nanos) throws InterruptedException {
    lock.lock();
    try {
      long left = nanos;
      while (begun == since && !closed && left > 0) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits, but not when closed; for pauses that must not delay the end. */
  void pause(long millis) throws InterruptedException {
    lock.lock();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(millis);
      while (!closed && left > 0) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }
}
