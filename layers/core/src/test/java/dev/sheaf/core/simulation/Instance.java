package dev.sheaf.core.simulation;

import dev.sheaf.core.Wiring;
import dev.sheaf.core.commit.HintConsumer;
import dev.sheaf.core.intake.Intake;
import dev.sheaf.core.keeper.Compactor;
import dev.sheaf.core.keeper.DeadLetters;
import dev.sheaf.core.keeper.Expiry;
import dev.sheaf.core.keeper.Orphans;
import dev.sheaf.core.keeper.Reconciler;
import dev.sheaf.core.keeper.Sweeper;
import dev.sheaf.core.merge.CompactionSizes;
import dev.sheaf.core.merge.MergeSizes;
import dev.sheaf.core.merge.UpsertSizes;
import dev.sheaf.core.part.Engine;
import dev.sheaf.core.processing.SegmentProcessor;
import dev.sheaf.core.testing.PlainParts;
import dev.sheaf.core.testing.ScriptedTransform;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;

/** A warm process with its caches. It does one step at a time, and is not used after a crash. */
record Instance(
    Intake intake,
    SegmentProcessor processor,
    HintConsumer hintConsumer,
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
    Engine engine =
        new Engine(
            new MarkedPartWriter(), new PlainParts(ports.lake()), ScriptedTransform::new, scratch);
    Wiring sheaf = new Wiring(ports, clock, attempts);
    return new Instance(
        sheaf.intake(segmentBytes),
        sheaf.processor(engine),
        sheaf.hintConsumer(engine, SMALL_PARTS),
        sheaf.sweeper(segmentBytes, PATIENCE),
        sheaf.reconciler(World.LANDING, segmentBytes, Duration.ofSeconds(1)),
        sheaf.deadLetters(),
        sheaf.orphans(),
        sheaf.expiry(),
        sheaf.compactor(SMALL_PARTS.compaction()));
  }
}
