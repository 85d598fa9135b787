package dev.sheaf.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.dataset.DatasetTable;
import dev.sheaf.core.dataset.Definitions;
import dev.sheaf.core.index.IndexOrphans;
import dev.sheaf.core.index.IndexTable;
import dev.sheaf.core.keeper.Dropping;
import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.core.snapshot.SnapshotTable;
import dev.sheaf.core.store.Lake;
import dev.sheaf.core.store.LakeKeys;
import dev.sheaf.core.store.ObjectStore;
import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.core.store.TransientException;
import dev.sheaf.core.upload.UploadState;
import dev.sheaf.core.yaml.DefinitionParser;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DroppingTest {

  @TempDir Path scratch;
  private MemorySheaf sheaf;

  @BeforeEach
  void load() {
    sheaf = new MemorySheaf(scratch, 20);
    define();
    load("people/a.csv", "id,name\n1,ada\nx,y\n");
    load("people/b.csv", "id,name\n2,bob\n");
    load("cities/c.csv", "id,city\n1,Rome\n");
  }

  @Test
  void allOfItGoesButWhatANewOneCountsOnFrom() {
    Dropping.Dropped dropped = dropping(() -> {}).drop("people");

    assertThat(dropped.version()).isEqualTo(2);
    assertGone();
    assertThat(sheaf.rows(sheaf.head("cities"))).containsExactly("1,Rome");
    assertThat(dropping(() -> {}).drop("people")).isEqualTo(new Dropping.Dropped(2, 0));

    ObjectVersion other = load("people/d.csv", "more,name,id\nz,eve,9\n");
    Manifest head = sheaf.head("people");
    assertThat(head.version()).isEqualTo(3);
    assertThat(head.parts()).hasSize(1);
    assertThat(sheaf.record("people", other).state()).isEqualTo(UploadState.LOADED);
    assertThat(sheaf.definitions.revised("people").orElseThrow().revision()).isEqualTo(2);
    assertThat(sheaf.definition("people").fieldIds().columns()).containsEntry("more", 3);
  }

  @Test
  void noIdOfAColumnIsGivenTwiceAndTheSameColumnHasItsOwnAgain() {
    dropping(() -> {}).drop("people");

    sheaf.definitions.apply(
        DefinitionParser.parse(
            "people.yaml",
            """
            dataset: people
            columns: { other: date, id: varchar, name: varchar }
            """));

    assertThat(sheaf.definition("people").fieldIds().columns())
        .isEqualTo(Map.of("other", 3, "id", 4, "name", 2));
    dropping(() -> {}).drop("people");
    load("people/d.csv", "more,name,id\nz,eve,9\n");
    assertThat(sheaf.definition("people").fieldIds().columns())
        .isEqualTo(Map.of("more", 5, "name", 2, "id", 6));
  }

  /** It stops after any number of calls, and is done again. */
  @Test
  void itMayBeInterruptedAfterEveryCallAndGoesOn() {
    int calls = 0;
    for (boolean interrupted = true; interrupted; calls++) {
      load();
      interrupted = stopsAt(calls);
      if (interrupted) {
        assertThat(dropping(() -> {}).isThere("people")).isTrue();
        assertThat(dropping(() -> {}).drop("people").version()).isEqualTo(2);
      }
      assertGone();
      load("people/d.csv", "id,name\n9,eve\n");
      assertThat(sheaf.head("people").version()).as("after %d calls", calls).isEqualTo(3);
      assertThat(sheaf.rows(sheaf.head("people"))).containsExactly("9,eve");
    }
    assertThat(calls).isGreaterThan(30);
  }

  /** Whatever is delivered at whatever moment is dropped too, or is a dataset of its own. */
  @Test
  void anUploadMeanwhileIsWhollyThereOrNotAtAll() {
    boolean more = true;
    for (int moment = 0; more; moment++) {
      load();
      ObjectVersion late = sheaf.upload("people/d.csv", "id,name\n9,eve\n");
      int[] calls = {0};
      int at = moment;
      dropping(
              () -> {
                if (calls[0]++ == at) {
                  sheaf.event("people/d.csv");
                  sheaf.settle();
                }
              })
          .drop("people");
      more = calls[0] > at;
      sheaf.settle();

      assertThat(sheaf.table.unfinishedRuns()).isEmpty();
      UploadState state = more ? sheaf.record("people", late).state() : UploadState.FORGOTTEN;
      if (state == UploadState.LOADED) {
        assertThat(sheaf.rows(sheaf.head("people"))).as("at %d", at).containsExactly("9,eve");
        assertThat(sheaf.head("people").version()).isEqualTo(3);
      } else {
        assertThat(sheaf.table.head("people")).as("at %d: %s", at, state).isEmpty();
      }
      load("people/e.csv", "id,name\n7,gus\n");
      assertThat(sheaf.rows(sheaf.head("people"))).as("at %d", at).contains("7,gus");
    }
  }

  @Test
  void openRunsEndAsFailed() {
    ObjectVersion late = sheaf.upload("people/d.csv", "id,name\n9,eve\n");
    sheaf.event("people/d.csv");

    dropping(() -> {}).drop("people");

    RunItem ended = sheaf.table.runs("people").get(2);
    assertThat(ended.state()).isEqualTo(RunItem.State.FAILED);
    assertThat(ended.reason()).isEqualTo("its dataset was dropped");
    sheaf.settle();
    assertThat(sheaf.table.unfinishedRuns()).isEmpty();
    assertThat(sheaf.table.runs("people"))
        .extracting(RunItem::state)
        .containsExactly(RunItem.State.COMMITTED, RunItem.State.COMMITTED, RunItem.State.FAILED);
    assertThat(sheaf.table.head("people")).isEmpty();
    assertThat(sheaf.record("people", late).state()).isEqualTo(UploadState.FORGOTTEN);
    assertThat(sheaf.reconcile().missed()).isEmpty();

    String plan = LakeKeys.plan(ended.run());
    assertThat(sheaf.orphans.find()).as("its tasks may be under way").isEmpty();
    sheaf.table.putItem("people", "00000002-late#ROOT", "written by a commit that lost");
    sheaf.passTime(Duration.ofHours(25));
    assertThat(sheaf.orphans.remove()).extracting(ObjectVersion::key).contains(plan);
    assertThat(sheaf.lake.list("runs/" + ended.run() + "/")).isEmpty();
    assertThat(sheaf.lake.list("tables/people/")).isEmpty();
    assertThat(new IndexOrphans(sheaf.table, sheaf.table, sheaf.table).remove(Instant.MAX))
        .hasSize(1);
    assertThat(sheaf.rows(sheaf.head("cities"))).containsExactly("1,Rome");
  }

  /** As long as HEAD is there, an upload can make it the dataset's again. */
  @Test
  void nothingOfHeadIsAnOrphanWhenADropWasInterruptedBeforeTheTombstone() {
    int calls = 0;
    while (stopsAt(calls) && sheaf.definitions.current("people").isPresent()) {
      calls++;
    }
    assertThat(sheaf.definitions.current("people")).isEmpty();
    assertThat(sheaf.table.head("people")).isPresent();
    sheaf.passTime(Duration.ofHours(25));

    assertThat(sheaf.orphans.remove()).isEmpty();
    define();
    load("people/d.csv", "id,name\n9,eve\n");
    assertThat(sheaf.rows(sheaf.head("people"))).contains("1,ada", "2,bob", "9,eve");
  }

  private void define() {
    sheaf.definitions.apply(
        DefinitionParser.parse(
            "people.yaml",
            """
            dataset: people
            columns: { id: { type: bigint, required: true }, name: varchar }
            integrate: { mode: upsert, key: id }
            """));
  }

  private void assertGone() {
    assertThat(sheaf.table.head("people")).isEmpty();
    assertThat(sheaf.table.snapshots("people")).isEmpty();
    assertThat(sheaf.definitions.current("people")).isEmpty();
    assertThat(sheaf.table.itemNames("people")).isEmpty();
    assertThat(sheaf.table.uploads("people"))
        .extracting(UploadItem::state)
        .containsOnly(UploadState.FORGOTTEN);
    assertThat(sheaf.lake.list("tables/people/")).isEmpty();
    assertThat(sheaf.lake.list("log/people/")).isEmpty();
    assertThat(sheaf.lake.list("definitions/people/")).hasSize(1);
    for (RunItem run : sheaf.table.runs("people")) {
      assertThat(sheaf.lake.list("runs/" + run.run() + "/")).isEmpty();
    }
  }

  private boolean stopsAt(int calls) {
    int[] made = {0};
    try {
      dropping(
              () -> {
                if (made[0]++ == calls) {
                  throw new TransientException("died");
                }
              })
          .drop("people");
      return false;
    } catch (TransientException e) {
      return true;
    }
  }

  /**
   * Over ports that say when they are called.
   *
   * @param before each call
   */
  private Dropping dropping(Runnable before) {
    DatasetTable datasets = told(DatasetTable.class, sheaf.table, before);
    SnapshotTable snapshots = told(SnapshotTable.class, sheaf.table, before);
    Lake lake = new Lake(told(ObjectStore.class, sheaf.store, before), MemorySheaf.LAKE);
    return new Dropping(
        lake,
        datasets,
        new Definitions(lake, datasets),
        told(RunTable.class, sheaf.table, before),
        snapshots,
        new IndexOrphans(datasets, snapshots, told(IndexTable.class, sheaf.table, before)),
        () -> Instant.parse("2999-01-01T00:00:00Z"));
  }

  private static <T> T told(Class<T> port, T real, Runnable before) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              before.run();
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  private ObjectVersion load(String key, String content) {
    ObjectVersion object = sheaf.upload(key, content);
    sheaf.event(key);
    sheaf.settle();
    return object;
  }
}
