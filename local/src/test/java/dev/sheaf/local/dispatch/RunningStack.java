package dev.sheaf.local.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.local.provision.Deployment;
import dev.sheaf.local.provision.Endpoints;
import dev.sheaf.local.provision.Provisioner;
import dev.sheaf.local.provision.TestEndpoints;
import dev.sheaf.local.template.Samples;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** A stack of its own for one test, and its dispatcher once started. */
final class RunningStack implements AutoCloseable {
  static final Duration LONG = Duration.ofSeconds(30);

  final Script script = new Script();
  final Deployment deployment;
  final SqsClient sqs;
  final List<Thread> threads = new CopyOnWriteArrayList<>();
  final RecordingListener listener = new RecordingListener();
  private DispatchSettings settings;
  private Dispatcher dispatcher;

  RunningStack(Map<String, String> parameters) {
    Endpoints endpoints = TestEndpoints.shared();
    deployment =
        Provisioner.provision(
                Samples.template(TestEndpoints.freshStackName(), parameters), endpoints)
            .withVariables(Map.of(Script.VARIABLE, script.id));
    sqs = endpoints.sqsClient();
    settings =
        DispatchSettings.of(
            this::thread, new PrintStream(OutputStream.nullOutputStream()), Conditions.FAIR);
  }

  private Thread thread(Runnable work) {
    Thread thread = new Thread(work, "dispatch-under-test");
    thread.setDaemon(true);
    threads.add(thread);
    return thread;
  }

  interface Change {
    DispatchSettings of(DispatchSettings settings);
  }

  Dispatcher start(Change change) {
    settings = change.of(settings);
    dispatcher = Dispatcher.start(deployment, settings, listener);
    return dispatcher;
  }

  Dispatcher start() {
    return start(unchanged -> unchanged);
  }

  void send(String queueId, String... bodies) {
    for (int from = 0; from < bodies.length; from += 10) {
      int first = from;
      List<SendMessageBatchRequestEntry> entries =
          IntStream.range(from, Math.min(from + 10, bodies.length))
              .mapToObj(
                  i ->
                      SendMessageBatchRequestEntry.builder()
                          .id("i" + (i - first))
                          .messageBody(bodies[i])
                          .build())
              .toList();
      sqs.sendMessageBatch(
          request -> request.queueUrl(deployment.queueUrl(queueId)).entries(entries));
    }
  }

  void sendOrdered(String group, String body) {
    sqs.sendMessage(
        request ->
            request
                .queueUrl(deployment.queueUrl("OrderedQueue"))
                .messageGroupId(group)
                .messageDeduplicationId(group + "/" + body)
                .messageBody(body));
  }

  /** What is in a queue, taken without waiting. */
  List<String> drain(String queueId) {
    List<String> bodies = new ArrayList<>();
    List<Message> messages;
    do {
      messages =
          sqs.receiveMessage(
                  request ->
                      request
                          .queueUrl(deployment.queueUrl(queueId))
                          .maxNumberOfMessages(10)
                          .visibilityTimeout(600))
              .messages();
      messages.forEach(message -> bodies.add(message.body()));
    } while (!messages.isEmpty());
    return bodies;
  }

  /** A pool reports its end a moment before its last thread has returned. */
  void requireNoThread() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join(20_000);
    }
    assertThat(threads).noneMatch(Thread::isAlive);
  }

  @Override
  public void close() {
    if (dispatcher != null) {
      dispatcher.close();
    }
    sqs.close();
  }
}
