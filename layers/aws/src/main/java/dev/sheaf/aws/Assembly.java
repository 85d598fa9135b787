package dev.sheaf.aws;

import dev.sheaf.core.dataset.DatasetTable;
import dev.sheaf.core.dataset.Definitions;
import dev.sheaf.core.index.IndexTable;
import dev.sheaf.core.intake.Intake;
import dev.sheaf.core.intake.Planner;
import dev.sheaf.core.run.Dispatch;
import dev.sheaf.core.run.HintQueue;
import dev.sheaf.core.run.RunDocuments;
import dev.sheaf.core.run.RunTable;
import dev.sheaf.core.run.TaskQueue;
import dev.sheaf.core.snapshot.Announcer;
import dev.sheaf.core.snapshot.SnapshotTable;
import dev.sheaf.core.snapshot.Snapshots;
import dev.sheaf.core.store.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;

/**
 * The domain over the AWS adapters, put together from a function's environment. The clients live as
 * long as the process. What needs a setting that the function does not declare cannot be had.
 */
public final class Assembly {
  private final Settings settings;
  private final AwsClients clients;
  private final ObjectStore store;
  private final RunDocuments documents;
  private final Definitions definitions;

  /** For a function that reads no large objects. */
  public Assembly(Map<String, String> environment, Set<Setting> reads) {
    this(environment, reads, Runnable::run);
  }

  /**
   * @param readAhead as in {@link S3ObjectStore}
   * @throws IllegalArgumentException if settings are missing or malformed; the message names them
   */
  public Assembly(Map<String, String> environment, Set<Setting> reads, Executor readAhead) {
    this.settings = Settings.read(environment, reads);
    this.clients = new AwsClients(environment);
    this.store = new S3ObjectStore(clients.s3(), readAhead);
    this.documents = new RunDocuments(store, settings.lakeBucket());
    this.definitions = new Definitions(store, settings.lakeBucket(), datasets());
  }

  public Settings settings() {
    return settings;
  }

  public ObjectStore store() {
    return store;
  }

  public RunDocuments documents() {
    return documents;
  }

  public Definitions definitions() {
    return definitions;
  }

  public DatasetTable datasets() {
    return new DynamoDatasetTable(clients.dynamoDb(), settings.table());
  }

  public RunTable runs() {
    return new DynamoRunTable(clients.dynamoDb(), settings.table());
  }

  public SnapshotTable snapshotTable() {
    return new DynamoSnapshotTable(clients.dynamoDb(), settings.table());
  }

  public IndexTable indexTable() {
    return new DynamoIndexTable(clients.dynamoDb(), settings.table());
  }

  public Snapshots snapshots() {
    return new Snapshots(store, settings.lakeBucket(), snapshotTable());
  }

  public TaskQueue tasks() {
    return new SqsTaskQueue(clients.sqs(), settings.segmentsQueueUrl());
  }

  public HintQueue hints() {
    return new SqsHintQueue(clients.sqs(), settings.hintsQueueUrl(), Assembly::uniqueName);
  }

  public Dispatch dispatch() {
    return new Dispatch(documents, runs(), tasks(), hints());
  }

  public Intake intake() {
    return new Intake(
        store,
        runs(),
        documents,
        definitions,
        new Planner(store, settings.segmentBytes()),
        dispatch(),
        clock());
  }

  /** Announces commits to an event bus, or to a file, as the settings say. */
  public Announcer announcer() {
    return new Announcer(snapshotTable(), settings.announcements(clients));
  }

  public InstantSource clock() {
    return Clock.systemUTC();
  }

  /** A name that nothing else has. */
  public static String uniqueName() {
    return UUID.randomUUID().toString();
  }

  /**
   * One folder for temporary files of all processes of a user, so that none is left for each.
   *
   * @param temporary the folder for temporary files of this machine
   */
  public static Path scratch(Path temporary, String user) {
    try {
      return Files.createDirectories(temporary.resolve("sheaf-" + user));
    } catch (IOException e) {
      throw new UncheckedIOException("no folder for temporary files in " + temporary, e);
    }
  }
}
