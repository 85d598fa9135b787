package dev.sheaf.core;

import dev.sheaf.core.commit.Committer;
import dev.sheaf.core.commit.HintConsumer;
import dev.sheaf.core.commit.Integrator;
import dev.sheaf.core.commit.Operations;
import dev.sheaf.core.commit.Verification;
import dev.sheaf.core.dataset.Definitions;
import dev.sheaf.core.index.IndexOrphans;
import dev.sheaf.core.index.IndexWriter;
import dev.sheaf.core.intake.Forgetting;
import dev.sheaf.core.intake.Intake;
import dev.sheaf.core.intake.Planner;
import dev.sheaf.core.keeper.Compactor;
import dev.sheaf.core.keeper.DeadLetters;
import dev.sheaf.core.keeper.Dropping;
import dev.sheaf.core.keeper.Expiry;
import dev.sheaf.core.keeper.Orphans;
import dev.sheaf.core.keeper.Reconciler;
import dev.sheaf.core.keeper.Sweeper;
import dev.sheaf.core.merge.CompactionSizes;
import dev.sheaf.core.merge.MergeSizes;
import dev.sheaf.core.merge.Merger;
import dev.sheaf.core.part.Engine;
import dev.sheaf.core.processing.SegmentProcessor;
import dev.sheaf.core.processing.SegmentWork;
import dev.sheaf.core.run.Dispatch;
import dev.sheaf.core.run.RunDocuments;
import dev.sheaf.core.snapshot.Announcer;
import dev.sheaf.core.snapshot.CommitLog;
import dev.sheaf.core.snapshot.ManifestStore;
import dev.sheaf.core.snapshot.Snapshots;
import dev.sheaf.core.store.Landing;
import dev.sheaf.core.trace.Lineage;
import dev.sheaf.core.trace.RejectArchive;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * Sheaf put together over its ports: the one place that says which part needs which. Functions, the
 * command line, the simulation and tests are wired here. Cheap to make; what it makes is not
 * shared, but for the caches of documents, definitions and pages of manifests.
 */
public final class Wiring {
  private final Ports ports;
  private final InstantSource clock;
  private final Supplier<String> names;
  private final RunDocuments documents;
  private final Definitions definitions;
  private final ManifestStore manifests;
  private final Snapshots snapshots;

  /**
   * @param names each different from all others, wherever it is made
   */
  public Wiring(Ports ports, InstantSource clock, Supplier<String> names) {
    this.ports = ports;
    this.clock = clock;
    this.names = names;
    this.documents = new RunDocuments(ports.lake());
    this.definitions = new Definitions(ports.lake(), ports.datasets());
    this.manifests = new ManifestStore(ports.lake());
    this.snapshots = new Snapshots(manifests, ports.snapshots());
  }

  public Ports ports() {
    return ports;
  }

  public RunDocuments documents() {
    return documents;
  }

  public Definitions definitions() {
    return definitions;
  }

  public Snapshots snapshots() {
    return snapshots;
  }

  /**
   * Takes uploads into runs.
   *
   * @param segmentBytes as in {@link Planner}
   */
  public Intake intake(long segmentBytes) {
    return new Intake(
        ports.lake().store(),
        ports.runs(),
        snapshots,
        documents,
        definitions,
        new Planner(ports.lake().store(), segmentBytes),
        dispatch(),
        ports.runLog(),
        clock);
  }

  /** Forgets uploads that were refused, or were junk. */
  public Forgetting forgetting() {
    return new Forgetting(ports.runs(), ports.snapshots(), definitions);
  }

  public Dispatch dispatch() {
    return new Dispatch(documents, ports.runs(), ports.tasks(), ports.hints(), ports.runLog());
  }

  /** Does the task of a message. */
  public SegmentProcessor processor(Engine engine) {
    return new SegmentProcessor(documents, ports.runs(), ports.hints(), work(engine), names);
  }

  /** What a processor does within a task. */
  public SegmentWork work(Engine engine) {
    return new SegmentWork(ports.lake(), definitions, engine);
  }

  /** Does what a hint asks for. */
  public HintConsumer hintConsumer(Engine engine, MergeSizes sizes) {
    return new HintConsumer(integrator(engine, sizes), operations(engine, sizes));
  }

  public Integrator integrator(Engine engine, MergeSizes sizes) {
    return new Integrator(
        documents,
        ports.runs(),
        new Verification(documents, ports.runs(), definitions),
        new Committer(
            ports.lake(),
            manifests,
            ports.snapshots(),
            ports.runs(),
            definitions,
            merger(engine, sizes),
            indexWriter(),
            ports.runLog(),
            clock),
        dispatch(),
        snapshots,
        announcer());
  }

  public Operations operations(Engine engine, MergeSizes sizes) {
    return new Operations(
        ports.lake(),
        manifests,
        ports.snapshots(),
        ports.runs(),
        definitions,
        merger(engine, sizes),
        indexWriter(),
        announcer(),
        clock);
  }

  private Merger merger(Engine engine, MergeSizes sizes) {
    return new Merger(ports.lake(), engine, sizes, names, clock);
  }

  private IndexWriter indexWriter() {
    return new IndexWriter(ports.index(), ports.snapshots());
  }

  public CommitLog commitLog() {
    return new CommitLog(ports.lake(), ports.snapshots(), clock);
  }

  private Announcer announcer() {
    return new Announcer(ports.snapshots(), commitLog(), ports.announcements());
  }

  /**
   * Helps on what stands still.
   *
   * @param segmentBytes as in {@link Planner}
   * @param patience as in {@link Sweeper}
   */
  public Sweeper sweeper(long segmentBytes, Duration patience) {
    return new Sweeper(
        ports.runs(),
        documents,
        ports.tasks(),
        intake(segmentBytes),
        dispatch(),
        announcer(),
        clock,
        patience);
  }

  /**
   * Takes up uploads whose event was lost.
   *
   * @param segmentBytes as in {@link Planner}
   * @param patience how old an object must be for its event to count as lost
   */
  public Reconciler reconciler(String landingBucket, long segmentBytes, Duration patience) {
    return new Reconciler(
        new Landing(ports.lake().store(), landingBucket),
        ports.runs(),
        intake(segmentBytes),
        clock,
        patience);
  }

  /** Judges tasks that were tried as often as their queue allows. */
  public DeadLetters deadLetters() {
    return new DeadLetters(documents, ports.runs(), ports.tasks());
  }

  /** Gives up snapshots that are not retained. */
  public Expiry expiry() {
    return new Expiry(
        ports.datasets(), definitions, ports.snapshots(), ports.runs(), commitLog(), clock);
  }

  /** Asks for the compaction of datasets with many small parts. */
  public Compactor compactor(CompactionSizes sizes) {
    return new Compactor(ports.datasets(), definitions, snapshots, ports.hints(), sizes);
  }

  /** Finds objects of the lake that nothing refers to. */
  public Orphans orphans() {
    return new Orphans(
        ports.lake(),
        ports.datasets(),
        ports.runs(),
        ports.snapshots(),
        snapshots,
        documents,
        clock);
  }

  /** Finds items of indexes that nothing refers to. */
  public IndexOrphans indexOrphans() {
    return new IndexOrphans(ports.datasets(), ports.snapshots(), ports.index());
  }

  /** Drops datasets. */
  public Dropping dropping() {
    return new Dropping(
        ports.lake(),
        ports.datasets(),
        definitions,
        ports.runs(),
        ports.snapshots(),
        indexOrphans(),
        clock);
  }

  /** Leads back from rejects to their bytes. */
  public RejectArchive rejects() {
    return new RejectArchive(ports.lake(), documents, ports.runs());
  }

  /** Leads back from rows to their bytes. */
  public Lineage lineage() {
    return new Lineage(ports.lake().store(), documents);
  }
}
