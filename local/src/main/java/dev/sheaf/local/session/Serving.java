package dev.sheaf.local.session;

import dev.sheaf.core.intake.Intake;
import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.core.upload.LandingKey;
import dev.sheaf.core.upload.Upload;
import dev.sheaf.local.dispatch.LandingWatcher;
import dev.sheaf.local.dispatch.WatchSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Takes up whatever arrives in the landing bucket, whoever sent it. */
public final class Serving implements AutoCloseable {
  private static final Duration SWEEP = Duration.ofSeconds(20);

  private final Pipeline pipeline;
  private final LandingWatcher watcher;
  private final ScheduledExecutorService sweeper;

  private Serving(Pipeline pipeline, LandingWatcher watcher, ScheduledExecutorService sweeper) {
    this.pipeline = pipeline;
    this.watcher = watcher;
    this.sweeper = sweeper;
  }

  static Serving start(
      Pipeline pipeline,
      Catalog catalog,
      PipelineEvents events,
      Consumer<List<ObjectVersion>> arrivals) {
    List<ObjectVersion> known = known(catalog); // Before recovery, which goes on with these.
    pipeline.recover();
    LandingWatcher watcher =
        LandingWatcher.start(
            catalog.clients().s3(),
            catalog.resources().landingBucket(),
            known,
            objects -> {
              arrivals.accept(objects);
              pipeline.announce(objects);
            },
            events,
            WatchSettings.woken());
    ScheduledExecutorService sweeper = Executors.newSingleThreadScheduledExecutor(Serving::daemon);
    sweeper.scheduleWithFixedDelay(
        () -> sweep(pipeline, catalog, events),
        SWEEP.toMillis(),
        SWEEP.toMillis(),
        TimeUnit.MILLISECONDS);
    return new Serving(pipeline, watcher, sweeper);
  }

  /** Goes on with runs that nothing moves any more, for a message of theirs was lost. */
  private static void sweep(Pipeline pipeline, Catalog catalog, PipelineEvents events) {
    try {
      if (!catalog.runs().unfinishedRuns().isEmpty() && pipeline.idle()) {
        pipeline.recover();
      }
    } catch (RuntimeException e) {
      events.trouble("cannot sweep", e);
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "sheaf-sweeper");
    thread.setDaemon(true);
    return thread;
  }

  /** Looks soon whether something has arrived. */
  void wakeUp() {
    watcher.wakeUp();
  }

  @Override
  public void close() {
    sweeper.shutdownNow();
    watcher.close();
    pipeline.close();
  }

  /** The objects that Sheaf has seen. */
  private static List<ObjectVersion> known(Catalog catalog) {
    Map<String, Set<String>> idsByDataset = new HashMap<>();
    return catalog.landing().list("").stream()
        .filter(
            object -> {
              LandingKey key =
                  LandingKey.tryParse(object.key())
                      .orElse(new LandingKey(Intake.UNFILED, LandingKey.DEFAULT_SOURCE));
              return idsByDataset
                  .computeIfAbsent(key.dataset(), dataset -> ids(catalog, dataset))
                  .contains(new Upload(object, key.dataset(), key.source()).id());
            })
        .toList();
  }

  private static Set<String> ids(Catalog catalog, String dataset) {
    Set<String> ids = new HashSet<>();
    catalog.runs().uploads(dataset).forEach(record -> ids.add(record.upload().id()));
    return ids;
  }
}
