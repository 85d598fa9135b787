package dev.sheaf.local.session;

import dev.sheaf.aws.AwsClients;
import dev.sheaf.aws.DynamoDatasetTable;
import dev.sheaf.aws.DynamoIndexTable;
import dev.sheaf.aws.DynamoRunTable;
import dev.sheaf.aws.DynamoSnapshotTable;
import dev.sheaf.aws.S3ObjectStore;
import dev.sheaf.core.dataset.DatasetTable;
import dev.sheaf.core.dataset.Definitions;
import dev.sheaf.core.index.IndexTable;
import dev.sheaf.core.run.RunDocuments;
import dev.sheaf.core.run.RunTable;
import dev.sheaf.core.snapshot.SnapshotTable;
import dev.sheaf.core.snapshot.Snapshots;
import dev.sheaf.core.store.ObjectStore;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Everything that a store knows, through the same adapters as the functions use. */
public final class Catalog implements AutoCloseable {
  private final Resources resources;
  private final AwsClients clients;
  private final ExecutorService readAhead;
  private final ObjectStore objects;
  private final DatasetTable datasets;
  private final RunTable runs;
  private final SnapshotTable snapshotTable;
  private final IndexTable indexTable;

  /**
   * @param variables of the SDK: endpoints, region, credentials
   */
  Catalog(Map<String, String> variables, Resources resources) {
    this.resources = resources;
    this.clients = new AwsClients(variables);
    this.readAhead = Executors.newCachedThreadPool(Catalog::daemon);
    this.objects = new S3ObjectStore(clients.s3(), readAhead);
    this.datasets = new DynamoDatasetTable(clients.dynamoDb(), resources.table());
    this.runs = new DynamoRunTable(clients.dynamoDb(), resources.table());
    this.snapshotTable = new DynamoSnapshotTable(clients.dynamoDb(), resources.table());
    this.indexTable = new DynamoIndexTable(clients.dynamoDb(), resources.table());
  }

  /** The names of the buckets and the table. */
  public Resources resources() {
    return resources;
  }

  public AwsClients clients() {
    return clients;
  }

  public ObjectStore objects() {
    return objects;
  }

  public DatasetTable datasets() {
    return datasets;
  }

  public Definitions definitions() {
    return new Definitions(objects, resources.lakeBucket(), datasets);
  }

  public RunTable runs() {
    return runs;
  }

  public RunDocuments documents() {
    return new RunDocuments(objects, resources.lakeBucket());
  }

  public SnapshotTable snapshotTable() {
    return snapshotTable;
  }

  public IndexTable indexTable() {
    return indexTable;
  }

  public Snapshots snapshots() {
    return new Snapshots(objects, resources.lakeBucket(), snapshotTable);
  }

  @Override
  public void close() {
    readAhead.shutdownNow();
    clients.close();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "sheaf-read-ahead");
    thread.setDaemon(true);
    return thread;
  }
}
