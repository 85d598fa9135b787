package dev.sheaf.local.session;

import dev.sheaf.aws.Assembly;
import dev.sheaf.aws.AwsClients;
import dev.sheaf.aws.Setting;
import dev.sheaf.core.Ports;
import dev.sheaf.core.Wiring;
import dev.sheaf.core.dataset.DatasetTable;
import dev.sheaf.core.dataset.Definitions;
import dev.sheaf.core.run.RunDocuments;
import dev.sheaf.core.run.RunTable;
import dev.sheaf.core.snapshot.SnapshotTable;
import dev.sheaf.core.snapshot.Snapshots;
import dev.sheaf.core.store.Landing;
import dev.sheaf.core.store.ObjectStore;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;

/** Everything that a store knows, through the same adapters as the functions use. */
public final class Catalog implements AutoCloseable {
  private final Resources resources;
  private final ExecutorService readAhead;
  private final Assembly assembly;
  private final Wiring wiring;

  /**
   * @param variables of the SDK: endpoints, region, credentials
   */
  Catalog(Map<String, String> variables, Resources resources) {
    this.resources = resources;
    this.readAhead = Assembly.readAhead();
    Map<String, String> environment = new HashMap<>(variables);
    environment.putAll(resources.variables());
    this.assembly =
        new Assembly(environment, Set.of(Setting.LAKE_BUCKET, Setting.TABLE), readAhead);
    this.wiring = assembly.wiring();
  }

  /** The names of the buckets and the table. */
  public Resources resources() {
    return resources;
  }

  public AwsClients clients() {
    return assembly.clients();
  }

  /** All but queues and announcements, which only functions have. */
  public Ports ports() {
    return assembly.ports();
  }

  /** What can be had over these ports. */
  public Wiring wiring() {
    return wiring;
  }

  /** The same by another clock. */
  public Wiring wiring(InstantSource clock) {
    return assembly.wiring(clock);
  }

  /** Where files are delivered. */
  public Landing landing() {
    return new Landing(objects(), resources.landingBucket());
  }

  public ObjectStore objects() {
    return ports().lake().store();
  }

  public DatasetTable datasets() {
    return ports().datasets();
  }

  public Definitions definitions() {
    return wiring.definitions();
  }

  public RunTable runs() {
    return ports().runs();
  }

  public RunDocuments documents() {
    return wiring.documents();
  }

  public SnapshotTable snapshotTable() {
    return ports().snapshots();
  }

  public Snapshots snapshots() {
    return wiring.snapshots();
  }

  @Override
  public void close() {
    readAhead.shutdownNow();
    assembly.close();
  }
}
