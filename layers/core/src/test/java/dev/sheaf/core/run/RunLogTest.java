package dev.sheaf.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.json.Json;
import dev.sheaf.core.row.Counts;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of a run while it goes on. */
final class RunLogTest {
  private static final String SECRET = "a text of the upload";

  @TempDir Path scratch;

  @Test
  void aRunIsToldFromItsOpeningToItsCommit() {
    MemorySheaf sheaf = new MemorySheaf(scratch, 20);
    sheaf.upload("notes/a.csv", "n,text\n1,%s\n2,\n3,x\n".formatted(SECRET));
    sheaf.event("notes/a.csv");
    List<RunStep> before = List.copyOf(sheaf.steps);
    sheaf.settle();

    String run = before.get(0).run();
    int segments = ((RunStep.Planned) before.get(1)).segments();
    assertThat(segments).isGreaterThan(1);
    assertThat(before)
        .containsExactly(
            new RunStep.Opened("notes", run, 1),
            new RunStep.Planned("notes", run, 1, segments, 30),
            new RunStep.Dispatched("notes", run, Round.PROCESS, segments));
    RunStep last = sheaf.steps.get(sheaf.steps.size() - 1);
    assertThat(last)
        .isEqualTo(new RunStep.Committed("notes", run, 1, segments, sheaf.head("notes").counts()));
  }

  @Test
  void aMessageThatIsSentAgainIsTold() {
    MemorySheaf sheaf = new MemorySheaf(scratch, 1_000);
    sheaf.upload("notes/a.csv", "n\n1\n");
    sheaf.event("notes/a.csv");
    sheaf.loseTasks();
    sheaf.recover();

    assertThat(sheaf.steps)
        .filteredOn(RunStep.Dispatched.class::isInstance)
        .hasSize(2)
        .containsOnly(new RunStep.Dispatched("notes", sheaf.steps.get(0).run(), Round.PROCESS, 1));
  }

  @Test
  void aLineHoldsNamesAndCountsAlone() {
    RunStep step = new RunStep.Committed("notes", "r1", 3, 2, new Counts(5, 0, 5, 1, 1, 3));

    assertThat(Json.write(step))
        .isEqualTo(
            "{\"counts\":{\"filtered\":1,\"framed\":5,\"records\":5,\"rejects\":1,\"rows\":3,\"skipped\":0},"
                + "\"dataset\":\"notes\",\"run\":\"r1\",\"segments\":2,\"step\":\"run committed\",\"version\":3}");
  }
}
