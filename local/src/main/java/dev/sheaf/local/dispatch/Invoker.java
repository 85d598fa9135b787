package dev.sheaf.local.dispatch;

import dev.sheaf.local.template.LambdaFunction;
import dev.sheaf.local.template.Stack;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs functions: bounded in number, bounded in time. */
final class Invoker {
  private final DispatchSettings settings;
  private final Stack stack;
  private final Slots slots;
  private final ScheduledExecutorService timers;
  private final InvocationListener listener;
  private final Set<Run> runs = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  Invoker(
      DispatchSettings settings,
      Stack stack,
      Executor workers,
      ScheduledExecutorService timers,
      InvocationListener listener) {
    this.settings = settings;
    this.stack = stack;
    this.slots = new Slots(settings.maxConcurrency(), workers);
    this.timers = timers;
    this.listener = listener;
  }

  /** The first attempt of a new invocation. */
  Invocation invocation(LambdaFunction function, String source, int items) {
    return new Invocation(requestId(), function.id(), source, items, 1);
  }

  /** A random UUID (version 4) as Lambda's request ids are. */
  String requestId() {
    synchronized (settings.random()) {
      long high = (settings.random().nextLong() & 0xffffffffffff0fffL) | 0x4000L;
      long low = (settings.random().nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
      return new UUID(high, low).toString();
    }
  }

  void awaitRoom() throws InterruptedException {
    slots.awaitRoom();
  }

  /**
   * Runs the function as soon as there is room. The result is what its handler returned, or fails
   * with what it threw, with a {@link FunctionTimeoutException}, or with a {@link
   * CancellationException} when the dispatcher closes.
   */
  CompletableFuture<Optional<Object>> invoke(
      HandlerPool handlers, Invocation invocation, Object event) {
    Run run = new Run(handlers, invocation, event);
    runs.add(run);
    slots.submit(run);
    if (closed) {
      run.cancel();
    }
    return run.result;
  }

  /** Interrupts what runs and drops what waits. */
  void cancelAll() {
    closed = true;
    runs.forEach(Run::cancel);
  }

  private final class Run implements Runnable {
    private final HandlerPool handlers;
    private final Invocation invocation;
    private final Object event;
    private final CompletableFuture<Optional<Object>> result = new CompletableFuture<>();
    private @Nullable Thread thread;
    private long startedNanos;
    private boolean ended;

    Run(HandlerPool handlers, Invocation invocation, Object event) {
      this.handlers = handlers;
      this.invocation = invocation;
      this.event = event;
    }

    @Override
    public void run() {
      if (!enter()) {
        slots.release();
        return;
      }
      LambdaFunction function = handlers.function();
      @Nullable ScheduledFuture<?> timer = null;
      try {
        timer = timers.schedule(this::expire, function.timeout().toMillis(), TimeUnit.MILLISECONDS);
        listener.started(invocation);
        call(handlers.take(), context(function));
      } catch (Throwable e) { // A constructor may throw anything.
        fail(e);
      } finally {
        if (timer != null) {
          timer.cancel(false);
        }
        leave();
      }
    }

    /** As on Lambda, an instance that threw an exception is used again; a broken one is not. */
    private void call(Object handler, InvocationContext context) {
      Optional<Object> value = Optional.empty();
      @Nullable Throwable error = null;
      try {
        value =
            settings
                .conditions()
                .run(invocation, event, () -> HandlerPool.call(handler, event, context));
      } catch (Throwable e) { // A handler may throw anything; all of it is a failed invocation.
        error = e;
      }
      boolean inTime = end();
      if (inTime && !(error instanceof Error)) {
        handlers.giveBack(handler);
      } else {
        discard(handler);
      }
      if (inTime) {
        complete(value, error);
      }
    }

    private void discard(Object handler) {
      try {
        HandlerPool.discard(handler);
      } catch (Exception e) {
        listener.trouble("cannot close handler of " + invocation.functionId(), e);
      }
    }

    private void expire() {
      fail(new FunctionTimeoutException(invocation.functionId(), handlers.function().timeout()));
    }

    void cancel() {
      fail(new CancellationException("closed during " + invocation.functionId()));
    }

    private void fail(Throwable reason) {
      if (end()) {
        complete(Optional.empty(), reason);
      }
    }

    private void complete(Optional<Object> value, @Nullable Throwable error) {
      runs.remove(this);
      boolean started = interruptIfElsewhere();
      Duration took = started ? Duration.ofNanos(System.nanoTime() - startedNanos) : Duration.ZERO;
      if (error == null) {
        listener.finished(invocation, took);
        result.complete(value);
      } else {
        listener.failed(invocation, took, error);
        result.completeExceptionally(error);
      }
      if (started) {
        slots.release();
      }
    }

    private InvocationContext context(LambdaFunction function) {
      return new InvocationContext(
          invocation,
          function,
          stack.arn("lambda", "function:" + function.name()),
          settings.clock(),
          settings.functionLog());
    }

    private synchronized boolean enter() {
      if (ended) {
        return false;
      }
      thread = Thread.currentThread();
      startedNanos = System.nanoTime();
      return true;
    }

    /** The handler, its timeout and the dispatcher's close may all end it; one of them does. */
    private synchronized boolean end() {
      if (ended) {
        return false;
      }
      ended = true;
      return true;
    }

    /** Whether it has started; its thread is interrupted if that still runs the handler. */
    private synchronized boolean interruptIfElsewhere() {
      if (thread != null && thread != Thread.currentThread()) {
        thread.interrupt();
      }
      return startedNanos != 0;
    }

    /** From here on a late interrupt would hit the thread's next task. */
    private synchronized void leave() {
      thread = null;
      Thread.interrupted();
    }
  }
}
