package dev.sheaf.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sheaf.core.commit.RunVerdict;
import dev.sheaf.core.commit.Verification;
import dev.sheaf.core.framing.RecordState;
import dev.sheaf.core.part.Engine;
import dev.sheaf.core.processing.SegmentWork;
import dev.sheaf.core.testing.PlainPartWriter;
import dev.sheaf.core.testing.PlainParts;
import dev.sheaf.core.testing.ScriptedTransform;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One repair round and no more. That one is always enough is a property of its own
 * (SplittingProperties); here a processor does not do what the round asks for.
 */
final class RepairRoundTest {
  /** Cut at byte 13, within the quotes, and at byte 18, within the last record. */
  private static final String UPLOAD = "id,note\n1,\"x\ny\"\n2,z\n";

  @TempDir Path scratch;
  private MemorySheaf sheaf;
  private RunDocuments documents;
  private Verification verification;
  private SegmentWork work;
  private PlannedRun run;
  private int executions;

  @BeforeEach
  void misreadEverySegment() {
    sheaf = new MemorySheaf(scratch, 5);
    sheaf.upload("notes/a.csv", UPLOAD);
    sheaf.event("notes/a.csv");
    documents = new RunDocuments(sheaf.lake);
    verification = new Verification(documents, sheaf.table, sheaf.definitions);
    work =
        new SegmentWork(
            sheaf.lake,
            sheaf.definitions,
            new Engine(
                new PlainPartWriter(),
                new PlainParts(sheaf.lake),
                ScriptedTransform::new,
                scratch));
    run = documents.requirePlan(sheaf.loseTasks().get(0).run());
    put(atRecordStart(run.process()));
  }

  @Test
  void theSegmentsWithWrongGuessesAreReadFromTheTrueState() {
    assertThat(repair().tasks())
        .containsExactly(
            new Round.Task(1, RecordState.QUOTED), new Round.Task(2, RecordState.FIELD_START));
  }

  @Test
  void afterItTheRunIsComplete() {
    put(documents.putRepair(repair()));

    RunVerdict verdict = verification.judge(run);
    assertThat(verdict).isInstanceOf(RunVerdict.Complete.class);
    assertThat(
            ((RunVerdict.Complete) verdict).loaded().get(0).live().contribution().counts().rows())
        .isEqualTo(2);
  }

  @Test
  void aSecondOneIsRefused() {
    put(atRecordStart(documents.putRepair(repair())));

    assertThatThrownBy(() -> verification.judge(run))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("run %s asks for a second repair round", run.plan().run());
  }

  private Round repair() {
    return ((RunVerdict.NeedsRepair) verification.judge(run)).round();
  }

  /** The same segments, read as if each began with a record. */
  private static Round atRecordStart(Round round) {
    return new Round(
        round.run(),
        round.number(),
        round.tasks().stream()
            .map(task -> new Round.Task(task.segment(), RecordState.RECORD_START))
            .toList());
  }

  private void put(Round round) {
    for (int task = 0; task < round.tasks().size(); task++) {
      sheaf.table.putFact(
          work.compute(run, round, task, "test-" + executions++), round.groupOf(task));
    }
  }
}
