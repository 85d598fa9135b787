package dev.sheaf.local.dispatch;

import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.local.provision.Deployment;
import dev.sheaf.local.template.EventSource;
import dev.sheaf.local.template.LambdaFunction;
import dev.sheaf.local.template.Queue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Runs the functions of a deployment in this process when Lambda would: batches of queues,
 * schedules, objects in buckets, direct calls. Objects are announced by {@link #objectsCreated},
 * which a {@link LandingWatcher} may call.
 *
 * <p>As on Lambda, everything happens at least once, a batch that failed comes again, and a function
 * that runs too long is interrupted and has failed.
 */
public final class Dispatcher implements AutoCloseable {
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);
  private static final Duration POLLER_PATIENCE = Duration.ofSeconds(1);
  private static final long IDLE_CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final Deployment deployment;
  private final DispatchRuntime runtime;
  private final AbortableHttpClient pollingHttp;
  private final SqsClient polling;
  private final SqsClient commands;
  private final Map<String, HandlerPool> handlers = new LinkedHashMap<>();
  private final List<MappedQueue> queues = new ArrayList<>();
  private final List<QueuePoller> pollers = new ArrayList<>();
  private final List<Thread> pollerThreads = new ArrayList<>();
  private final AsyncInvocations async;

  private Dispatcher(Deployment deployment, DispatchSettings settings) {
    this.deployment = deployment;
    for (LambdaFunction function : deployment.template().functions()) {
      handlers.put(function.id(), new HandlerPool(function, deployment.environment(function.id())));
    }
    this.runtime = DispatchRuntime.start(settings, deployment.template().stack());
    this.pollingHttp = pollingHttpClient(settings);
    this.polling = pollingClient(deployment, pollingHttp);
    this.commands = deployment.endpoints().sqsClient();
    this.async =
        new AsyncInvocations(
            runtime,
            new FailureDestination(
                commands, this::queueUrl, runtime.stack(), settings.clock(), runtime.listeners()));
  }

  /**
   * Starts to poll the queues and to follow the schedules.
   *
   * @throws IllegalArgumentException if a function's handler is not on the class path
   */
  public static Dispatcher start(
      Deployment deployment, DispatchSettings settings, InvocationListener... listeners) {
    Dispatcher dispatcher = new Dispatcher(deployment, settings);
    for (InvocationListener listener : listeners) {
      dispatcher.addListener(listener);
    }
    dispatcher.handlers.values().forEach(dispatcher::startSources);
    dispatcher.pollerThreads.forEach(Thread::start);
    return dispatcher;
  }

  /** Tells one more listener, from now on. */
  public void addListener(InvocationListener listener) {
    runtime.listeners().add(listener);
  }

  /** Announces objects to the functions that the template has for their bucket; one event each. */
  public void objectsCreated(List<ObjectVersion> objects) {
    for (HandlerPool pool : handlers.values()) {
      pool.function()
          .events(EventSource.ObjectCreated.class)
          .forEach(source -> objectsCreated(pool, source, objects));
    }
  }

  /**
   * Lets a function's schedule tick now, besides its ticks.
   *
   * @throws NoSuchElementException if the template has no such function, or it no schedule
   */
  public void tick(String functionId) {
    HandlerPool pool = pool(functionId);
    tick(pool, pool.function().events(EventSource.Schedule.class).findFirst().orElseThrow());
  }

  /**
   * Calls a function and waits for its answer: bytes from a stream handler, else what it returned.
   *
   * @param event JSON bytes for a stream handler, an event object for others
   * @throws ExecutionException with what the function threw, or {@link FunctionTimeoutException}
   * @throws NoSuchElementException if the template has no such function
   */
  public Optional<Object> invoke(String functionId, Object event)
      throws ExecutionException, InterruptedException {
    HandlerPool pool = pool(functionId);
    runtime.activity().begin();
    try {
      Invocation invocation = runtime.invoker().invocation(pool.function(), "direct", 1);
      return runtime.invoker().invoke(pool, invocation, event).get();
    } finally {
      runtime.activity().end();
    }
  }

  /**
   * Waits until nothing runs, nothing waits for a retry, and the polled queues hold no message.
   * Messages in dead-letter queues do not count.
   *
   * @return false if that was not so in time, or the dispatcher was closed
   */
  public boolean awaitIdle(Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (runtime.activity().awaitQuiet(deadline - System.nanoTime())) {
      long begun = runtime.activity().begun();
      // A message on its way from queue to queue is seen in one of them, or as something begun.
      boolean empty = queues.stream().allMatch(MappedQueue::empty);
      if (empty && runtime.activity().quiet() && runtime.activity().begun() == begun) {
        return true;
      }
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      runtime.activity().awaitBeginning(begun, Math.min(left, IDLE_CHECK_NANOS));
    }
    return false;
  }

  /**
   * Stops polling at once, interrupts what runs, and ends all threads. Messages in work come again
   * when their visibility timeout has run out.
   */
  @Override
  public void close() {
    pollers.forEach(QueuePoller::stop);
    pollingHttp.close(); // The SDK leaves to us what we gave it.
    pollerThreads.forEach(Thread::interrupt);
    pollerThreads.forEach(Dispatcher::join);
    polling.close();
    if (!runtime.stop(CLOSE_PATIENCE)) {
      runtime
          .listeners()
          .trouble("a function goes on after close", new IllegalStateException("not interrupted"));
    }
    handlers.values().forEach(this::close);
    commands.close();
  }

  private void startSources(HandlerPool pool) {
    pool.function()
        .events(EventSource.QueueMessages.class)
        .forEach(source -> addPoller(pool, source));
    pool.function()
        .events(EventSource.Schedule.class)
        .filter(schedule -> schedule.state() == EventSource.Schedule.State.ENABLED)
        .forEach(schedule -> startSchedule(pool, schedule));
  }

  private void addPoller(HandlerPool pool, EventSource.QueueMessages source) {
    Queue queue = deployment.template().queueOf(source.queueArn());
    MappedQueue mapped = new MappedQueue(queue, deployment.queueUrl(queue.id()), polling, commands);
    queues.add(mapped);
    QueuePoller poller = new QueuePoller(source, mapped, pool, runtime);
    pollers.add(poller);
    pollerThreads.add(runtime.settings().threads().newThread(poller));
  }

  private void startSchedule(HandlerPool pool, EventSource.Schedule schedule) {
    if (schedule.period().isEmpty()) {
      runtime
          .listeners()
          .trouble(
              "%s ticks on demand only".formatted(pool.function().id()),
              new UnsupportedOperationException(schedule.expression() + " is not run locally"));
      return;
    }
    long millis = schedule.period().get().toMillis();
    runtime
        .timers()
        .scheduleAtFixedRate(() -> tick(pool, schedule), millis, millis, TimeUnit.MILLISECONDS);
  }

  private void tick(HandlerPool pool, EventSource.Schedule schedule) {
    String rule = pool.function().name() + "-" + schedule.id();
    Instant now = runtime.settings().clock().instant();
    Object event = ScheduledEvents.tick(rule, runtime.invoker().requestId(), runtime.stack(), now);
    async.submit(pool, schedule.expression(), 1, event);
  }

  private void objectsCreated(
      HandlerPool pool, EventSource.ObjectCreated source, List<ObjectVersion> objects) {
    String bucket = deployment.bucketName(source.bucketId());
    List<ObjectVersion> matching =
        objects.stream()
            .filter(object -> object.bucket().equals(bucket))
            .filter(object -> object.key().startsWith(source.prefix()))
            .filter(object -> object.key().endsWith(source.suffix()))
            .toList();
    if (!matching.isEmpty()) {
      Instant now = runtime.settings().clock().instant();
      async.submit(pool, bucket, matching.size(), S3Events.created(matching, runtime.stack(), now));
    }
  }

  private HandlerPool pool(String functionId) {
    HandlerPool pool = handlers.get(functionId);
    if (pool == null) {
      throw new NoSuchElementException("the template has no function " + functionId);
    }
    return pool;
  }

  private String queueUrl(String arn) {
    return deployment.queueUrl(deployment.template().queueOf(arn).id());
  }

  /** A request waits a little longer than its long poll. */
  private static AbortableHttpClient pollingHttpClient(DispatchSettings settings) {
    return new AbortableHttpClient(
        UrlConnectionHttpClient.builder()
            .socketTimeout(settings.longPoll().plusSeconds(10))
            .build());
  }

  /** Without retries: a poller asks again by itself. */
  private static SqsClient pollingClient(Deployment deployment, AbortableHttpClient http) {
    return deployment
        .endpoints()
        .sqsClientBuilder()
        .httpClient(http)
        .overrideConfiguration(
            configuration -> configuration.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .build();
  }

  private void close(HandlerPool pool) {
    try {
      pool.close();
    } catch (Exception e) {
      runtime.listeners().trouble("cannot close handlers of " + pool.function().id(), e);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join(POLLER_PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
