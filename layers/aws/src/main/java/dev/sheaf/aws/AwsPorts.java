package dev.sheaf.aws;

import dev.sheaf.core.Ports;
import dev.sheaf.core.dataset.DatasetTable;
import dev.sheaf.core.index.IndexTable;
import dev.sheaf.core.run.HintQueue;
import dev.sheaf.core.run.RunLog;
import dev.sheaf.core.run.RunTable;
import dev.sheaf.core.run.TaskQueue;
import dev.sheaf.core.snapshot.Announcements;
import dev.sheaf.core.snapshot.SnapshotTable;
import dev.sheaf.core.store.Lake;
import java.util.concurrent.Executor;

/** The AWS adapters. What needs a setting that the function does not declare cannot be had. */
final class AwsPorts implements Ports {
  private final AwsClients clients;
  private final Settings settings;
  private final Lake lake;
  private final DatasetTable datasets;
  private final RunTable runs;
  private final SnapshotTable snapshots;
  private final IndexTable index;

  /**
   * @param readAhead as in {@link S3ObjectStore}
   */
  AwsPorts(AwsClients clients, Settings settings, Executor readAhead) {
    this.clients = clients;
    this.settings = settings;
    this.lake = new Lake(new S3ObjectStore(clients.s3(), readAhead), settings.lakeBucket());
    this.datasets = new DynamoDatasetTable(clients.dynamoDb(), settings.table());
    this.runs = new DynamoRunTable(clients.dynamoDb(), settings.table());
    this.snapshots = new DynamoSnapshotTable(clients.dynamoDb(), settings.table());
    this.index = new DynamoIndexTable(clients.dynamoDb(), settings.table());
  }

  @Override
  public Lake lake() {
    return lake;
  }

  @Override
  public DatasetTable datasets() {
    return datasets;
  }

  @Override
  public RunTable runs() {
    return runs;
  }

  @Override
  public SnapshotTable snapshots() {
    return snapshots;
  }

  @Override
  public IndexTable index() {
    return index;
  }

  @Override
  public TaskQueue tasks() {
    return new SqsTaskQueue(clients.sqs(), settings.segmentsQueueUrl());
  }

  @Override
  public HintQueue hints() {
    return new SqsHintQueue(clients.sqs(), settings.hintsQueueUrl(), Assembly::uniqueName);
  }

  @Override
  public RunLog runLog() {
    return new InvocationLog();
  }

  /** To an event bus, or to a file, as the settings say. */
  @Override
  public Announcements announcements() {
    return settings.announcements(clients);
  }
}
