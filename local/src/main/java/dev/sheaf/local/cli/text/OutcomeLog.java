package dev.sheaf.local.cli.text;

import dev.sheaf.core.intake.Intake;
import dev.sheaf.core.run.UploadItem;
import dev.sheaf.core.snapshot.SnapshotRecord;
import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.core.upload.LandingKey;
import dev.sheaf.core.upload.UploadState;
import dev.sheaf.local.session.Catalog;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** Writes a line for each upload that gets its outcome, and for each new snapshot. */
public final class OutcomeLog implements AutoCloseable {
  private static final long REST_MILLIS = 200;
  private static final long CLOSE_PATIENCE_MILLIS = 2_000;

  private final Catalog catalog;
  private final Console console;
  private final Set<String> datasets = ConcurrentHashMap.newKeySet();
  private final Map<String, UploadState> states = new HashMap<>();
  private final Map<String, Integer> versions = new HashMap<>();
  private final Semaphore looks = new Semaphore(0);
  private final Thread thread;
  private volatile boolean closed;

  private OutcomeLog(Catalog catalog, Console console) {
    this.catalog = catalog;
    this.console = console;
    this.thread = new Thread(this::watch, "sheaf-log");
    thread.setDaemon(true);
  }

  /** Starts from what is there now: only what changes is told. */
  public static OutcomeLog start(Catalog catalog, Console console) {
    OutcomeLog log = new OutcomeLog(catalog, console);
    log.datasets.add(Intake.UNFILED);
    log.datasets.addAll(catalog.datasets().datasets());
    for (String dataset : log.datasets) {
      catalog
          .runs()
          .uploads(dataset)
          .forEach(record -> log.states.put(record.upload().id(), record.state()));
      catalog
          .snapshotTable()
          .head(dataset)
          .ifPresent(head -> log.versions.put(dataset, head.version()));
    }
    log.thread.start();
    return log;
  }

  /** Objects arrived; their datasets are looked at from now on. */
  public void arrived(List<ObjectVersion> objects) {
    for (ObjectVersion object : objects) {
      LandingKey.tryParse(object.key()).ifPresent(key -> datasets.add(key.dataset()));
    }
  }

  /** Something was done that may have changed outcomes. */
  public void lookSoon() {
    looks.release();
  }

  public void warn(String line) {
    console.err().println("warning: " + TextTable.visible(line));
  }

  @Override
  public void close() {
    closed = true;
    looks.release();
    try {
      thread.join(CLOSE_PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void watch() {
    try {
      while (!closed) {
        looks.acquire();
        Thread.sleep(REST_MILLIS); // What happens together is read together.
        looks.drainPermits();
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      datasets.addAll(catalog.datasets().datasets());
      for (String dataset : datasets) {
        catalog.runs().uploads(dataset).forEach(this::tell);
        catalog.snapshotTable().head(dataset).ifPresent(this::tell);
      }
    } catch (RuntimeException e) {
      if (!closed) {
        warn("cannot look at the outcomes: " + e.getMessage());
        lookSoon();
      }
    }
  }

  private void tell(UploadItem record) {
    UploadState before = states.put(record.upload().id(), record.state());
    if (record.state() == before || !record.state().isOutcome()) {
      return;
    }
    String reason = record.reason() == null ? "" : ": " + TextTable.visible(record.reason());
    console
        .err()
        .printf(
            "%s %s%s%n",
            record.state().name().toLowerCase(java.util.Locale.ROOT),
            TextTable.visible(record.upload().object().key()),
            reason);
  }

  private void tell(SnapshotRecord head) {
    Integer before = versions.put(head.dataset(), head.version());
    for (int version = before == null ? 1 : before + 1; version <= head.version(); version++) {
      catalog
          .snapshotTable()
          .snapshot(head.dataset(), version)
          .ifPresent(
              snapshot ->
                  console
                      .err()
                      .printf(
                          "%s version %d: %d rows, %d rejects, fingerprint %s%n",
                          snapshot.dataset(),
                          snapshot.version(),
                          snapshot.rows(),
                          snapshot.counts().rejects(),
                          snapshot.fingerprint()));
    }
  }
}
