package dev.sheaf.processor;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.sheaf.aws.AwsClients;
import dev.sheaf.aws.BatchResponses;
import dev.sheaf.aws.DynamoDatasetTable;
import dev.sheaf.aws.DynamoRunTable;
import dev.sheaf.aws.S3ObjectStore;
import dev.sheaf.aws.Setting;
import dev.sheaf.aws.Settings;
import dev.sheaf.aws.SqsHintQueue;
import dev.sheaf.core.dataset.Definitions;
import dev.sheaf.core.run.RunDocuments;
import dev.sheaf.core.run.SegmentProcessor;
import dev.sheaf.core.run.SegmentWork;
import dev.sheaf.core.run.TaskMessage;
import dev.sheaf.core.store.ObjectStore;
import dev.sheaf.engine.DuckDbPartWriter;
import dev.sheaf.engine.EngineLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** A segment waits: reads it, and records what came of it. */
public final class ProcessorHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
  /** What this function reads from its environment. */
  public static final Set<Setting> READS =
      Set.of(Setting.LAKE_BUCKET, Setting.TABLE, Setting.HINTS_QUEUE_URL);

  private final SegmentProcessor processor;

  public ProcessorHandler() {
    this(System.getenv());
  }

  public ProcessorHandler(Map<String, String> environment) {
    Settings settings = Settings.read(environment, READS);
    AwsClients clients = new AwsClients(environment);
    ObjectStore store = new S3ObjectStore(clients.s3(), readAhead());
    RunDocuments documents = new RunDocuments(store, settings.lakeBucket());
    Definitions definitions =
        new Definitions(
            store,
            settings.lakeBucket(),
            new DynamoDatasetTable(clients.dynamoDb(), settings.table()));
    Path scratch = scratch();
    this.processor =
        new SegmentProcessor(
            documents,
            new DynamoRunTable(clients.dynamoDb(), settings.table()),
            new SqsHintQueue(
                clients.sqs(), settings.hintsQueueUrl(), () -> UUID.randomUUID().toString()),
            new SegmentWork(
                store,
                settings.lakeBucket(),
                definitions,
                new DuckDbPartWriter(EngineLimits.DEFAULT, scratch),
                scratch,
                () -> UUID.randomUUID().toString()));
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    return BatchResponses.each(
        event,
        context.getLogger(),
        message -> processor.process(TaskMessage.parse(message.getBody())));
  }

  /** Threads that fetch the next range while this one is parsed; they do not hold the JVM. */
  private static Executor readAhead() {
    return Executors.newCachedThreadPool(
        work -> {
          Thread thread = new Thread(work, "read-ahead");
          thread.setDaemon(true);
          return thread;
        });
  }

  /** One folder for all processes of this user, so that none is left behind for each. */
  private static Path scratch() {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    try {
      return Files.createDirectories(temporary.resolve("sheaf-" + System.getProperty("user.name")));
    } catch (IOException e) {
      throw new UncheckedIOException("no folder for temporary files in " + temporary, e);
    }
  }
}
