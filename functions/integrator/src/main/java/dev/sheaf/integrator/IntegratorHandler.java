package dev.sheaf.integrator;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.sheaf.aws.AwsClients;
import dev.sheaf.aws.BatchResponses;
import dev.sheaf.aws.DynamoDatasetTable;
import dev.sheaf.aws.DynamoRunTable;
import dev.sheaf.aws.DynamoSnapshotTable;
import dev.sheaf.aws.S3ObjectStore;
import dev.sheaf.aws.Setting;
import dev.sheaf.aws.Settings;
import dev.sheaf.aws.SqsHintQueue;
import dev.sheaf.aws.SqsTaskQueue;
import dev.sheaf.core.dataset.Definitions;
import dev.sheaf.core.run.Committer;
import dev.sheaf.core.run.Dispatch;
import dev.sheaf.core.run.HintMessage;
import dev.sheaf.core.run.Integrator;
import dev.sheaf.core.run.RunDocuments;
import dev.sheaf.core.run.RunTable;
import dev.sheaf.core.run.Verification;
import dev.sheaf.core.snapshot.SnapshotTable;
import dev.sheaf.core.snapshot.Snapshots;
import dev.sheaf.core.store.ObjectStore;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A run may be complete: verifies it, and commits what is. */
public final class IntegratorHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
  /** What this function reads from its environment. */
  public static final Set<Setting> READS =
      Set.of(
          Setting.LAKE_BUCKET, Setting.TABLE, Setting.SEGMENTS_QUEUE_URL, Setting.HINTS_QUEUE_URL);

  private final Integrator integrator;

  public IntegratorHandler() {
    this(System.getenv());
  }

  public IntegratorHandler(Map<String, String> environment) {
    Settings settings = Settings.read(environment, READS);
    AwsClients clients = new AwsClients(environment);
    String lake = settings.lakeBucket();
    ObjectStore store = new S3ObjectStore(clients.s3(), Runnable::run);
    RunTable runs = new DynamoRunTable(clients.dynamoDb(), settings.table());
    SnapshotTable snapshots = new DynamoSnapshotTable(clients.dynamoDb(), settings.table());
    RunDocuments documents = new RunDocuments(store, lake);
    Definitions definitions =
        new Definitions(store, lake, new DynamoDatasetTable(clients.dynamoDb(), settings.table()));
    Dispatch dispatch =
        new Dispatch(
            documents,
            runs,
            new SqsTaskQueue(clients.sqs(), settings.segmentsQueueUrl()),
            new SqsHintQueue(
                clients.sqs(), settings.hintsQueueUrl(), IntegratorHandler::uniqueName));
    Committer committer =
        new Committer(
            store,
            lake,
            snapshots,
            runs,
            definitions,
            Clock.systemUTC(),
            IntegratorHandler::uniqueName);
    this.integrator =
        new Integrator(
            documents,
            runs,
            new Verification(documents, runs, definitions),
            committer,
            dispatch,
            new Snapshots(store, lake, snapshots));
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    return BatchResponses.each(
        event,
        context.getLogger(),
        message -> {
          HintMessage hint = HintMessage.parse(message.getBody());
          integrator.integrate(hint.dataset(), List.of(hint.run()));
        });
  }

  private static String uniqueName() {
    return UUID.randomUUID().toString();
  }
}
