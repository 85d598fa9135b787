package dev.sheaf.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sheaf.core.dataset.DatasetTable;
import dev.sheaf.core.dataset.Definitions;
import dev.sheaf.core.intake.Forgetting;
import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.core.store.TransientException;
import dev.sheaf.core.testing.ForwardingRunTable;
import dev.sheaf.core.upload.Upload;
import dev.sheaf.core.upload.UploadState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForgettingTest {
  /** Of these the definition is inferred, but for too many records the upload is refused. */
  private static final String JUNK = "message,code\n" + "1,2,3,4\n".repeat(12) + "x,1\n".repeat(80);

  private static final String GOOD = "id,name\n1,ada\n";

  @TempDir Path scratch;
  private MemorySheaf sheaf;

  @BeforeEach
  void start() {
    sheaf = new MemorySheaf(scratch, 1000);
  }

  @Test
  void aForgottenUploadIsNotTakenUpAgainByItself() {
    load("people/a.csv", GOOD);
    ObjectVersion bad = load("people/b.csv", "id,colour\n1,red\n");

    assertThat(forget(bad)).isEqualTo(Forgetting.Outcome.FORGOTTEN);
    assertThat(state(bad)).isEqualTo(UploadState.FORGOTTEN);
    sheaf.event("people/b.csv");
    sheaf.passTime(Duration.ofDays(1));
    assertThat(sheaf.reconcile().missed()).isEmpty();
    sheaf.settle();
    assertThat(state(bad)).isEqualTo(UploadState.FORGOTTEN);
    assertThat(sheaf.definitions.current("people")).isPresent();

    sheaf.reload("people", bad);
    sheaf.settle();
    assertThat(state(bad)).isEqualTo(UploadState.REFUSED);
  }

  @Test
  void aNewFileOfItsKeyIsAnotherUpload() {
    load("people/a.csv", GOOD);
    forget(load("people/b.csv", "id,colour\n1,red\n"));

    ObjectVersion mended = load("people/b.csv", "id,name\n7,eve\n");

    assertThat(state(mended)).isEqualTo(UploadState.LOADED);
  }

  @Test
  void theDefinitionOfJunkGoesAndTheNextUploadShowsAnother() {
    ObjectVersion junk = load("people/a.csv", JUNK);
    ObjectVersion kept = load("people/b.csv", GOOD);
    assertThat(state(junk)).isEqualTo(UploadState.REFUSED);
    assertThat(state(kept)).isEqualTo(UploadState.REFUSED);

    assertThat(forget(junk)).isEqualTo(Forgetting.Outcome.FORGOTTEN_WITH_DEFINITION);
    assertThat(sheaf.definitions.current("people")).isEmpty();
    sheaf.reload("people", kept);
    sheaf.settle();

    assertThat(state(kept)).isEqualTo(UploadState.LOADED);
    assertThat(sheaf.rows(sheaf.head("people"))).containsExactly("1,ada");
    assertThat(sheaf.definitions.revised("people").orElseThrow().revision()).isEqualTo(2);
  }

  @Test
  void whatHasRowsOrIsOnItsWayIsNotForgotten() {
    ObjectVersion loaded = load("people/a.csv", GOOD);
    ObjectVersion waiting = sheaf.upload("people/b.csv", GOOD);
    sheaf.event("people/b.csv");

    assertThat(forget(loaded)).isEqualTo(Forgetting.Outcome.HAS_ROWS);
    assertThat(forget(waiting)).isEqualTo(Forgetting.Outcome.UNDER_WAY);
    sheaf.settle();
    assertThat(sheaf.rows(sheaf.head("people"))).containsExactly("1,ada", "1,ada");
  }

  /** It may yet give the dataset its first rows. */
  @Test
  void theDefinitionStaysWhileARunIsOpen() {
    ObjectVersion junk = load("people/a.csv", JUNK);
    sheaf.upload("people/b.csv", "message,code\ny,2\n");
    sheaf.event("people/b.csv");

    assertThat(forget(junk)).isEqualTo(Forgetting.Outcome.FORGOTTEN);
    sheaf.settle();
    assertThat(sheaf.rows(sheaf.head("people"))).containsExactly("y,2");
  }

  /** A run that is formed under it between two of the steps must not be committed without it. */
  @Test
  void aRunThatIsFormedMeanwhileFailsAndItsUploadCanBeReloaded() {
    ObjectVersion junk = load("people/a.csv", JUNK);
    ObjectVersion late = sheaf.upload("people/b.csv", "message,code\ny,2\n");
    UploadItem record = sheaf.record("people", junk);
    RunTable meanwhile =
        new ForwardingRunTable(sheaf.table) {
          private int lists;

          @Override
          public List<RunItem> runs(String dataset) {
            List<RunItem> listed = super.runs(dataset);
            if (lists++ == 0) {
              sheaf.event("people/b.csv");
            }
            return listed;
          }
        };

    Forgetting.Outcome outcome =
        new Forgetting(meanwhile, sheaf.table, sheaf.definitions).forget(record);
    sheaf.settle();

    assertThat(outcome).isEqualTo(Forgetting.Outcome.FORGOTTEN_WITH_DEFINITION);
    assertThat(sheaf.table.head("people")).isEmpty();
    assertThat(sheaf.table.unfinishedRuns()).isEmpty();
    assertThat(sheaf.table.runs("people"))
        .last()
        .extracting(RunItem::state)
        .isEqualTo(RunItem.State.FAILED);
    assertThat(sheaf.record("people", late).reason()).contains("forgotten meanwhile; reload it");
    sheaf.reload("people", late);
    sheaf.settle();
    assertThat(sheaf.rows(sheaf.head("people"))).containsExactly("y,2");
  }

  /** It is committed before it can be closed. */
  @Test
  void aRunThatWasFasterKeepsTheDefinition() {
    ObjectVersion junk = load("people/a.csv", JUNK);
    sheaf.upload("people/b.csv", "message,code\ny,2\n");
    UploadItem record = sheaf.record("people", junk);
    Definitions.Revised before = sheaf.definitions.revised("people").orElseThrow();
    RunTable meanwhile =
        new ForwardingRunTable(sheaf.table) {
          private int lists;

          @Override
          public List<RunItem> runs(String dataset) {
            List<RunItem> listed = super.runs(dataset);
            if (lists++ == 0) {
              sheaf.event("people/b.csv");
              sheaf.settle();
            }
            return listed;
          }
        };

    Forgetting.Outcome outcome =
        new Forgetting(meanwhile, sheaf.table, sheaf.definitions).forget(record);

    assertThat(outcome).isEqualTo(Forgetting.Outcome.FORGOTTEN);
    assertThat(sheaf.rows(sheaf.head("people"))).containsExactly("y,2");
    assertThat(sheaf.definitions.current("people")).hasValue(before.definition());
    load("people/c.csv", "message,code\nz,3\n");
    assertThat(sheaf.rows(sheaf.head("people"))).containsExactly("y,2", "z,3");
  }

  /** Whoever took the definition away may have died before he could close the runs. */
  @Test
  void aRunWhoseDatasetHasNoDefinitionIsNotCommitted() {
    ObjectVersion late = sheaf.upload("people/b.csv", GOOD);
    sheaf.event("people/b.csv");
    sheaf.definitions.remove(sheaf.definitions.revised("people").orElseThrow());
    sheaf.settle();

    assertThat(sheaf.table.head("people")).isEmpty();
    assertThat(sheaf.table.unfinishedRuns()).isEmpty();
    assertThat(sheaf.record("people", late).reason()).contains("taken away meanwhile; reload it");
    sheaf.reload("people", late);
    sheaf.settle();
    assertThat(state(late)).isEqualTo(UploadState.LOADED);
  }

  @Test
  void itMayBeInterruptedAfterEveryWriteAndRepeated() {
    for (int writes = 0; writes <= 1; writes++) {
      sheaf = new MemorySheaf(scratch, 1000);
      ObjectVersion junk = load("people/a.csv", JUNK);
      UploadItem record = sheaf.record("people", junk);
      Dying dying = new Dying(sheaf, writes);
      assertThatThrownBy(
              () -> new Forgetting(dying.runs, sheaf.table, dying.definitions).forget(record))
          .isInstanceOf(TransientException.class);

      forget(junk);

      assertThat(state(junk)).isEqualTo(UploadState.FORGOTTEN);
      assertThat(sheaf.definitions.current("people")).isEmpty();
      ObjectVersion good = load("people/b.csv", GOOD);
      assertThat(state(good)).isEqualTo(UploadState.LOADED);
    }
  }

  /** A table whose answers are lost from some write on: that one still takes place. */
  private static final class Dying {
    private int left;
    private final RunTable runs;
    private final Definitions definitions;

    Dying(MemorySheaf sheaf, int writes) {
      this.left = writes;
      this.runs =
          new ForwardingRunTable(sheaf.table) {
            @Override
            public boolean forget(Upload upload, int attempt) {
              return wrote(super.forget(upload, attempt));
            }
          };
      DatasetTable table = sheaf.table;
      this.definitions =
          new Definitions(
              sheaf.lake,
              new DatasetTable() {
                @Override
                public List<String> datasets() {
                  return table.datasets();
                }

                @Override
                public List<String> everNamed() {
                  return table.everNamed();
                }

                @Override
                public Optional<Current> definition(String dataset) {
                  return table.definition(dataset);
                }

                @Override
                public Current putDefinition(String dataset, String digest) {
                  return table.putDefinition(dataset, digest);
                }

                @Override
                public boolean replaceDefinition(String dataset, Current read, String digest) {
                  return table.replaceDefinition(dataset, read, digest);
                }

                @Override
                public Optional<Current> lastRemoved(String dataset) {
                  return table.lastRemoved(dataset);
                }

                @Override
                public boolean removeDefinition(String dataset, Current read) {
                  return wrote(table.removeDefinition(dataset, read));
                }
              });
    }

    private boolean wrote(boolean answer) {
      if (left-- == 0) {
        throw new TransientException("the answer is lost");
      }
      return answer;
    }
  }

  private ObjectVersion load(String key, String content) {
    ObjectVersion object = sheaf.upload(key, content);
    sheaf.event(key);
    sheaf.settle();
    return object;
  }

  private Forgetting.Outcome forget(ObjectVersion object) {
    return new Forgetting(sheaf.table, sheaf.table, sheaf.definitions)
        .forget(sheaf.record("people", object));
  }

  private UploadState state(ObjectVersion object) {
    return sheaf.record("people", object).state();
  }
}
