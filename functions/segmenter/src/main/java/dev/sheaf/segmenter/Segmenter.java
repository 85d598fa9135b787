package dev.sheaf.segmenter;

import dev.sheaf.aws.AwsClients;
import dev.sheaf.aws.DynamoDatasetTable;
import dev.sheaf.aws.DynamoRunTable;
import dev.sheaf.aws.S3ObjectStore;
import dev.sheaf.aws.Setting;
import dev.sheaf.aws.Settings;
import dev.sheaf.aws.SqsHintQueue;
import dev.sheaf.aws.SqsTaskQueue;
import dev.sheaf.core.dataset.Definitions;
import dev.sheaf.core.run.Dispatch;
import dev.sheaf.core.run.Intake;
import dev.sheaf.core.run.Planner;
import dev.sheaf.core.run.RunDocuments;
import dev.sheaf.core.run.RunTable;
import dev.sheaf.core.store.ObjectStore;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The intake over the AWS adapters, as both handlers of this function and a restart use it. */
public final class Segmenter {
  static final Set<Setting> READS =
      Set.of(
          Setting.LAKE_BUCKET,
          Setting.TABLE,
          Setting.SEGMENTS_QUEUE_URL,
          Setting.HINTS_QUEUE_URL,
          Setting.SEGMENT_BYTES);

  private Segmenter() {}

  /** Builds the intake from a function's environment; the clients live as long as the process. */
  public static Intake intake(Map<String, String> environment) {
    Settings settings = Settings.read(environment, READS);
    AwsClients clients = new AwsClients(environment);
    ObjectStore store = new S3ObjectStore(clients.s3(), Runnable::run);
    RunTable runs = new DynamoRunTable(clients.dynamoDb(), settings.table());
    RunDocuments documents = new RunDocuments(store, settings.lakeBucket());
    Definitions definitions =
        new Definitions(
            store,
            settings.lakeBucket(),
            new DynamoDatasetTable(clients.dynamoDb(), settings.table()));
    Dispatch dispatch =
        new Dispatch(
            documents,
            runs,
            new SqsTaskQueue(clients.sqs(), settings.segmentsQueueUrl()),
            new SqsHintQueue(
                clients.sqs(), settings.hintsQueueUrl(), () -> UUID.randomUUID().toString()));
    return new Intake(
        store,
        runs,
        documents,
        definitions,
        new Planner(store, settings.segmentBytes()),
        dispatch,
        Clock.systemUTC());
  }
}
