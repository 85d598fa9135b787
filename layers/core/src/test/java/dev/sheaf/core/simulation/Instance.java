package dev.sheaf.core.simulation;

import static java.util.Objects.requireNonNull;

import dev.sheaf.core.commit.Committer;
import dev.sheaf.core.commit.Integrator;
import dev.sheaf.core.commit.Operations;
import dev.sheaf.core.commit.Verification;
import dev.sheaf.core.dataset.Definitions;
import dev.sheaf.core.index.IndexWriter;
import dev.sheaf.core.intake.Intake;
import dev.sheaf.core.intake.Planner;
import dev.sheaf.core.keeper.Compactor;
import dev.sheaf.core.keeper.DeadLetters;
import dev.sheaf.core.keeper.Expiry;
import dev.sheaf.core.keeper.Orphans;
import dev.sheaf.core.keeper.Reconciler;
import dev.sheaf.core.keeper.Sweeper;
import dev.sheaf.core.merge.CompactionSizes;
import dev.sheaf.core.merge.MergeSizes;
import dev.sheaf.core.merge.Merger;
import dev.sheaf.core.merge.UpsertSizes;
import dev.sheaf.core.processing.SegmentProcessor;
import dev.sheaf.core.processing.SegmentWork;
import dev.sheaf.core.run.Dispatch;
import dev.sheaf.core.run.HintMessage;
import dev.sheaf.core.run.RunDocuments;
import dev.sheaf.core.snapshot.Announcer;
import dev.sheaf.core.snapshot.Snapshots;
import dev.sheaf.core.testing.PlainParts;
import dev.sheaf.core.testing.ScriptedTransform;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/** A warm process with its caches. It does one step at a time, and is not used after a crash. */
record Instance(
    Intake intake,
    SegmentProcessor processor,
    Integrator integrator,
    Operations operations,
    Sweeper sweeper,
    Reconciler reconciler,
    DeadLetters deadLetters,
    Orphans orphans,
    Expiry expiry,
    Compactor compactor) {
  private static final MergeSizes SMALL_PARTS =
      new MergeSizes(new UpsertSizes(1, 300, 4, 350, 400), new CompactionSizes(2_000, 3_000, 6));

  static final Duration PATIENCE = Duration.ofSeconds(2);

  static Instance over(
      Ports ports,
      long segmentBytes,
      InstantSource clock,
      Supplier<String> attempts,
      Path scratch) {
    String lake = World.LAKE;
    Definitions definitions = new Definitions(ports.store(), lake, ports.datasets());
    RunDocuments documents = new RunDocuments(ports.store(), lake);
    Dispatch dispatch = new Dispatch(documents, ports.runs(), ports.tasks(), ports.hints());
    Intake intake =
        new Intake(
            ports.store(),
            ports.runs(),
            documents,
            definitions,
            new Planner(ports.store(), segmentBytes),
            dispatch,
            clock);
    SegmentWork work =
        new SegmentWork(
            ports.store(),
            lake,
            definitions,
            new PlainPartWriter(),
            ScriptedTransform::new,
            scratch,
            attempts);
    Merger merger =
        new Merger(
            ports.store(),
            lake,
            new PlainPartWriter(),
            new PlainParts(ports.store(), lake),
            SMALL_PARTS,
            scratch,
            attempts,
            clock);
    IndexWriter index = new IndexWriter(ports.index(), ports.snapshots());
    Committer committer =
        new Committer(
            ports.store(),
            lake,
            ports.snapshots(),
            ports.runs(),
            definitions,
            merger,
            index,
            clock);
    Announcer announcer = new Announcer(ports.snapshots(), ports.announcements());
    Integrator integrator =
        new Integrator(
            documents,
            ports.runs(),
            new Verification(documents, ports.runs(), definitions),
            committer,
            dispatch,
            new Snapshots(ports.store(), lake, ports.snapshots()),
            announcer);
    return new Instance(
        intake,
        new SegmentProcessor(documents, ports.runs(), ports.hints(), work, attempts),
        integrator,
        new Operations(
            ports.store(),
            lake,
            ports.snapshots(),
            ports.runs(),
            definitions,
            merger,
            index,
            announcer,
            clock),
        new Sweeper(
            ports.runs(), documents, ports.tasks(), intake, dispatch, announcer, clock, PATIENCE),
        new Reconciler(
            ports.store(), World.LANDING, ports.runs(), intake, clock, Duration.ofSeconds(1)),
        new DeadLetters(documents, ports.runs(), ports.tasks()),
        new Orphans(ports.store(), lake, ports.datasets(), ports.runs(), ports.snapshots(), clock),
        new Expiry(ports.datasets(), definitions, ports.snapshots(), ports.runs(), clock),
        new Compactor(
            ports.datasets(),
            definitions,
            new Snapshots(ports.store(), lake, ports.snapshots()),
            ports.hints(),
            SMALL_PARTS.compaction()));
  }

  /** What the integrator does with a hint. */
  void take(HintMessage hint) {
    if (hint.operation() != null) {
      operations.carryOut(hint.operation());
    } else {
      integrator.integrate(hint.dataset(), List.of(requireNonNull(hint.run())));
    }
  }
}
