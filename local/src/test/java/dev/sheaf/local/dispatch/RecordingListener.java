package dev.sheaf.local.dispatch;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what it is told. */
final class RecordingListener implements InvocationListener {
  final List<Invocation> started = new CopyOnWriteArrayList<>();
  final List<Invocation> finished = new CopyOnWriteArrayList<>();
  final List<Invocation> failed = new CopyOnWriteArrayList<>();
  final List<Throwable> reasons = new CopyOnWriteArrayList<>();
  final List<Invocation> givenUp = new CopyOnWriteArrayList<>();
  final List<String> troubles = new CopyOnWriteArrayList<>();

  @Override
  public void started(Invocation invocation) {
    started.add(invocation);
  }

  @Override
  public void finished(Invocation invocation, Duration took) {
    finished.add(invocation);
  }

  @Override
  public void failed(Invocation invocation, Duration took, Throwable reason) {
    failed.add(invocation);
    reasons.add(reason);
  }

  @Override
  public void givenUp(Invocation invocation, Throwable reason) {
    givenUp.add(invocation);
  }

  @Override
  public void trouble(String doing, Exception reason) {
    troubles.add(doing + ": " + reason);
  }
}
