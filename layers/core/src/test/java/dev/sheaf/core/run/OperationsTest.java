package dev.sheaf.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sheaf.core.snapshot.ExpiredSnapshotException;
import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.core.snapshot.Operation;
import dev.sheaf.core.snapshot.OperationRecord;
import dev.sheaf.core.snapshot.SnapshotChoice;
import dev.sheaf.core.snapshot.SnapshotRecord;
import dev.sheaf.core.snapshot.SnapshotTable;
import dev.sheaf.core.snapshot.Tag;
import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.core.upload.UploadState;
import dev.sheaf.core.yaml.DefinitionParser;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rollback, retract, tags and expiry over the protocol in memory. */
final class OperationsTest {
  private static final List<String> FIRST = List.of("1,ada", "2,bob");
  private static final List<String> SECOND = List.of("7,zoe");

  @TempDir Path scratch;
  private MemorySheaf sheaf;
  private ObjectVersion first;
  private ObjectVersion second;

  @BeforeEach
  void twoVersions() {
    sheaf = new MemorySheaf(scratch, 5);
    first = load("people/a.csv", "id,name\n1,ada\n2,bob\n");
    second = load("people/b.csv", "id,name\n7,zoe\n");
  }

  @Test
  void aRollbackHasTheRowsOfTheEarlierVersion() {
    Manifest one = sheaf.snapshots().version("people", 1).orElseThrow();

    OperationRecord ended = rollback("back", 1);

    assertThat(ended.snapshot()).isEqualTo(3);
    Manifest head = sheaf.head("people");
    assertThat(head.version()).isEqualTo(3);
    assertThat(head.parts()).isEqualTo(one.parts());
    assertThat(head.contributions()).isEqualTo(one.contributions());
    assertThat(head.fingerprint()).isEqualTo(one.fingerprint());
    assertThat(head.created()).isAfter(one.created());
    assertThat(state(second)).isEqualTo(UploadState.LOADED);
    assertThat(sheaf.announced()).extracting(SnapshotRecord::version).containsExactly(1, 2, 3);
  }

  @Test
  void anOperationThatIsAskedForTwiceIsCarriedOutOnce() {
    OperationRecord once = rollback("back", 1);
    load("people/c.csv", "id,name\n9,cy\n");

    assertThat(rollback("back", 1)).isEqualTo(once);
    assertThat(sheaf.head("people").version()).isEqualTo(4);
  }

  @Test
  void aCommitAfterARollbackGoesOnFromItsUploads() {
    rollback("back", 1);
    load("people/c.csv", "id,name\n9,cy\n");
    assertThat(rows()).containsExactlyElementsOf(with(FIRST, "9,cy"));

    sheaf.reload("people", second);
    sheaf.settle();
    assertThat(rows()).containsExactly("1,ada", "2,bob", "7,zoe", "9,cy");
  }

  @Test
  void whatCannotBeRolledBackToIsRefused() {
    assertThat(rollback("unknown", 7).reason()).contains("has no version 7; the newest is 2");
    assertThat(rollback("newest", 2).reason()).contains("is the newest as it is");
    assertThat(sheaf.carryOut(new Operation.Rollback("x", "nobody", 1)).reason())
        .contains("'nobody' has no snapshot");
    assertThat(sheaf.head("people").version()).isEqualTo(2);
  }

  @Test
  void rowsThatDoNotGoWithTheDefinitionOfTodayAreNotRolledBackTo() {
    sheaf.definitions.apply(
        DefinitionParser.parse(
            "people.yaml", "dataset: people\ncolumns:\n  id: varchar\n  name: varchar\n"));

    assertThat(rollback("back", 1).reason())
        .contains("do not fit the definition of today", "column 'id' was bigint");
  }

  @Test
  void aRetractedUploadHasNoRowsAndDoesNotComeBackByItself() {
    OperationRecord ended = retract("out", first);

    assertThat(ended.snapshot()).isEqualTo(3);
    assertThat(rows()).isEqualTo(SECOND);
    assertThat(state(first)).isEqualTo(UploadState.RETRACTED);
    assertThat(sheaf.record("people", first).reason()).contains("sheaf reload people");

    sheaf.event("people/a.csv");
    sheaf.reconcile();
    sheaf.sweep();
    sheaf.recover();
    sheaf.settle();
    load("people/c.csv", "id,name\n9,cy\n");
    assertThat(rows()).containsExactly("7,zoe", "9,cy");
    assertThat(state(first)).isEqualTo(UploadState.RETRACTED);
  }

  @Test
  void aReloadBringsARetractedUploadBack() {
    retract("out", first);
    sheaf.reload("people", first);
    sheaf.settle();

    assertThat(rows()).containsExactly("1,ada", "2,bob", "7,zoe");
    assertThat(state(first)).isEqualTo(UploadState.LOADED);
  }

  @Test
  void aRollbackBringsARetractedUploadBack() {
    retract("out", first);
    rollback("undo", 2);

    assertThat(rows()).containsExactly("1,ada", "2,bob", "7,zoe");
    assertThat(state(first)).isEqualTo(UploadState.LOADED);
    assertThat(sheaf.record("people", first).reason()).isNull();
  }

  @Test
  void theLastUploadCanBeRetracted() {
    retract("one", first);
    retract("two", second);

    assertThat(rows()).isEmpty();
    assertThat(sheaf.head("people").contributions()).isEmpty();
  }

  @Test
  void whatHasNoRowsIsNotRetracted() {
    retract("out", first);
    assertThat(retract("again", first).reason()).contains("has no rows of upload");
    assertThat(sheaf.head("people").version()).isEqualTo(3);
  }

  @Test
  void whatIsBeingLoadedIsNotRetracted() {
    sheaf.reload("people", first);
    assertThat(retract("early", first).reason()).contains("is being loaded just now");
    sheaf.settle();
    assertThat(retract("later", first).snapshot()).isEqualTo(4);
  }

  @Test
  void snapshotsAreFoundByNumberTimeAndTag() {
    sheaf.table.tag("people", new Tag("begin", 1));
    SnapshotRecord one = sheaf.table.snapshot("people", 1).orElseThrow();
    SnapshotRecord two = sheaf.table.snapshot("people", 2).orElseThrow();

    assertThat(find(new SnapshotChoice.Newest())).hasValue(two);
    assertThat(find(new SnapshotChoice.Version(1))).hasValue(one);
    assertThat(find(new SnapshotChoice.Tagged("begin"))).hasValue(one);
    assertThat(find(new SnapshotChoice.Tagged("end"))).isEmpty();
    assertThat(find(new SnapshotChoice.AsOf(one.created()))).hasValue(one);
    assertThat(find(new SnapshotChoice.AsOf(two.created().minusNanos(1)))).hasValue(one);
    assertThat(find(new SnapshotChoice.AsOf(two.created()))).hasValue(two);
    assertThat(find(new SnapshotChoice.AsOf(one.created().minusNanos(1)))).isEmpty();
  }

  @Test
  void aDatasetWithoutItsDefinitionDoesNotHoldUpTheExpiryOfTheOthers() {
    retain(1);
    sheaf.table.putDefinition("birds", "0".repeat(64));
    assertThat(sheaf.table.datasets()).containsExactly("birds", "people");

    assertThatThrownBy(() -> sheaf.expiry.expire())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("birds");

    assertThatThrownBy(() -> sheaf.snapshots().version("people", 1))
        .isInstanceOf(ExpiredSnapshotException.class);
  }

  @Test
  void whatIsNotRetainedExpiresAndIsRemovedADayLater() {
    retain(1);
    retract("out", first);
    Manifest pinned = sheaf.snapshots().version("people", 2).orElseThrow();
    sheaf.table.tag("people", new Tag("keep", 1));
    sheaf.passTime(Duration.ofHours(25));

    assertThat(sheaf.expiry.expire()).extracting(SnapshotRecord::version).containsExactly(2);
    assertThat(sheaf.expiry.expire()).isEmpty();
    assertThatThrownBy(() -> sheaf.snapshots().version("people", 2))
        .isInstanceOf(ExpiredSnapshotException.class)
        .hasMessageContaining("version 2 of 'people' has expired");
    assertThat(rollback("late", 2).reason()).contains("has expired");
    assertThat(sheaf.table.tag("people", new Tag("late", 2)))
        .isEqualTo(SnapshotTable.Tagging.NO_SNAPSHOT);

    assertThat(sheaf.orphans.remove()).isEmpty();
    assertThat(sheaf.rows(pinned)).containsExactly("1,ada", "2,bob", "7,zoe");
    sheaf.passTime(Duration.ofHours(25));
    // Its parts are reached from version 1, which has a tag, and from version 3.
    String root = sheaf.table.snapshot("people", 2).orElseThrow().manifestKey();
    assertThat(sheaf.orphans.remove())
        .extracting(ObjectVersion::key)
        .containsExactly(root.replace("root.json", "changes.json.gz"), root);
    assertThat(sheaf.rows(sheaf.snapshots().version("people", 1).orElseThrow())).isEqualTo(FIRST);

    sheaf.table.untag("people", new Tag("keep", 1));
    assertThat(sheaf.expiry.expire()).extracting(SnapshotRecord::version).containsExactly(1);
    sheaf.passTime(Duration.ofHours(25));
    // All but one of its parts, its root, its two pages and what it changed.
    assertThat(sheaf.orphans.remove()).hasSize(pinned.parts().size() - 1 + 4);
    assertThat(rows()).isEqualTo(SECOND);
  }

  @Test
  void aSnapshotWhoseRunIsNotSettledDoesNotExpire() {
    retain(1);
    ObjectVersion third = load("people/c.csv", "id,name\n9,cy\n");
    String run = sheaf.record("people", third).run();
    load("people/d.csv", "id,name\n8,dan\n");
    sheaf.reload("people", third);
    assertThat(sheaf.expiry.expire()).extracting(SnapshotRecord::version).containsExactly(1, 2, 3);
    assertThat(sheaf.record("people", third).run()).isNotEqualTo(run);
  }

  private java.util.Optional<SnapshotRecord> find(SnapshotChoice choice) {
    return sheaf.snapshots().find("people", choice);
  }

  private void retain(int snapshots) {
    sheaf.definitions.apply(
        DefinitionParser.parse(
            "people.yaml",
            "dataset: people\ncolumns:\n  id: bigint\n  name: varchar\nretain: { snapshots: %d }\n"
                .formatted(snapshots)));
  }

  private OperationRecord rollback(String id, int version) {
    return sheaf.carryOut(new Operation.Rollback(id, "people", version));
  }

  private OperationRecord retract(String id, ObjectVersion object) {
    return sheaf.carryOut(
        new Operation.Retract(id, "people", List.of(sheaf.record("people", object).upload().id())));
  }

  private ObjectVersion load(String key, String content) {
    ObjectVersion object = sheaf.upload(key, content);
    sheaf.event(key);
    sheaf.settle();
    return object;
  }

  private List<String> rows() {
    return sheaf.rows(sheaf.head("people"));
  }

  private UploadState state(ObjectVersion object) {
    return sheaf.record("people", object).state();
  }

  private static List<String> with(List<String> rows, String more) {
    return java.util.stream.Stream.concat(rows.stream(), java.util.stream.Stream.of(more)).toList();
  }
}
