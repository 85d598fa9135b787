package dev.sheaf.local.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.run.RunItem;
import dev.sheaf.core.run.RunTable;
import dev.sheaf.core.run.WatchedRun;
import dev.sheaf.core.testing.RunTableContract;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EmbeddedRunTableTest extends RunTableContract {
  private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");

  @RegisterExtension static final TableFixture TABLE = new TableFixture(Target.EMBEDDED);

  @Override
  protected RunTable table() {
    return TABLE.runs();
  }

  @Test
  void aRunThatAnEarlierVersionOpenedIsFound() {
    table().putRun(RunItem.open("new", "early", THEN));
    table().putRun(RunItem.open("old", "early", THEN));
    TABLE.set("run", "old", "open", "RUN");

    assertThat(table().unfinishedRunsOf("early")).extracting(RunItem::run).contains("old", "new");
    assertThat(table().unfinishedRuns()).extracting(RunItem::run).contains("old", "new");
    assertThat(due(THEN)).contains("old", "new");

    close("early", "old");
    close("early", "new");
    assertThat(table().unfinishedRunsOf("early")).isEmpty();
  }

  @Test
  void aDatasetIsListedAsLongAsItHasUnfinishedRuns() {
    table().putRun(RunItem.open("long", "listed", THEN));
    Instant later = THEN.plus(Duration.ofDays(9));
    assertThat(due(later)).contains("long");
    assertThat(due(later)).as("it is still listed").contains("long");

    close("listed", "long");
    assertThat(due(later)).doesNotContain("long");
    table().putRun(RunItem.open("next", "listed", later));
    assertThat(due(later)).contains("next");
    assertThat(due(later.plus(Duration.ofDays(2)))).contains("next");
    close("listed", "next");
  }

  private List<String> due(Instant time) {
    return table().dueRuns(time).stream().map(WatchedRun::run).map(RunItem::run).toList();
  }

  private void close(String dataset, String run) {
    table().closeRun(dataset, run, RunItem.State.EMPTY, "closed by a test");
    table().finishRun(dataset, run);
  }
}
