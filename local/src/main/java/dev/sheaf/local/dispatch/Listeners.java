package dev.sheaf.local.dispatch;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Tells every listener, in the order in which they were added. */
final class Listeners implements InvocationListener {
  private final List<InvocationListener> all = new CopyOnWriteArrayList<>();

  void add(InvocationListener listener) {
    all.add(listener);
  }

  @Override
  public void started(Invocation invocation) {
    all.forEach(listener -> listener.started(invocation));
  }

  @Override
  public void finished(Invocation invocation, Duration took) {
    all.forEach(listener -> listener.finished(invocation, took));
  }

  @Override
  public void failed(Invocation invocation, Duration took, Throwable reason) {
    all.forEach(listener -> listener.failed(invocation, took, reason));
  }

  @Override
  public void givenUp(Invocation invocation, Throwable reason) {
    all.forEach(listener -> listener.givenUp(invocation, reason));
  }

  @Override
  public void trouble(String doing, Exception reason) {
    all.forEach(listener -> listener.trouble(doing, reason));
  }
}
