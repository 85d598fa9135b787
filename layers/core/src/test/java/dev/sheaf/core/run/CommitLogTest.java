package dev.sheaf.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.snapshot.CommitLog;
import dev.sheaf.core.snapshot.Operation;
import dev.sheaf.core.snapshot.SnapshotRecord;
import dev.sheaf.core.snapshot.Tag;
import dev.sheaf.core.store.LakeKeys;
import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.core.yaml.DefinitionParser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was committed can be told from the lake alone. */
final class CommitLogTest {
  @TempDir Path scratch;
  private MemorySheaf sheaf;
  private CommitLog log;

  @BeforeEach
  void threeVersions() {
    sheaf = new MemorySheaf(scratch, 5);
    log = new CommitLog(sheaf.lake, sheaf.table, () -> Instant.EPOCH);
    load("people/a.csv", "id,name\n1,ada\n");
    load("people/b.csv", "id,name\n7,zoe\n");
    sheaf.carryOut(new Operation.Rollback("back", "people", 1));
  }

  @Test
  void everyVersionIsNoted() {
    List<SnapshotRecord> committed = sheaf.table.snapshots("people");
    assertThat(committed).hasSize(3);
    committed.forEach(this::requireNoted);
    assertThat(noted(4)).isEmpty();
  }

  private void requireNoted(SnapshotRecord snapshot) {
    CommitLog.Commit noted = noted(snapshot.version()).orElseThrow();
    assertThat(noted.manifest()).isEqualTo(snapshot.manifestKey());
    assertThat(noted.rootSha256()).isEqualTo(snapshot.rootSha256()).isNotNull();
    assertThat(noted.definition()).isEqualTo(sheaf.head("people").definitionDigest());
    assertThat(noted.runs()).isEqualTo(snapshot.runs());
    assertThat(noted.operation()).isEqualTo(snapshot.operation());
    assertThat(noted.created()).isEqualTo(snapshot.created());
    assertThat(noted.fingerprint()).isEqualTo(snapshot.fingerprint());
  }

  @Test
  void whatIsMissingIsNotedWithTheNextCommit() {
    sheaf.store.delete(MemorySheaf.LAKE, LakeKeys.commit("people", 2));
    sheaf.store.delete(MemorySheaf.LAKE, LakeKeys.commit("people", 3));

    load("people/c.csv", "id,name\n8,eve\n");

    sheaf.table.snapshots("people").forEach(this::requireNoted);
  }

  @Test
  void whoeverDiesBetweenCommitAndNoteIsMadeUpFor() {
    sheaf.store.delete(MemorySheaf.LAKE, LakeKeys.commit("people", 3));
    sheaf.table.forgetAnnouncement("people", 3);

    sheaf.sweep();

    sheaf.table.snapshots("people").forEach(this::requireNoted);
  }

  @Test
  void changesOfTheDefinitionAreNoted() {
    sheaf.definitions.apply(
        DefinitionParser.parse(
            "people.yaml",
            "dataset: people\ncolumns: { id: bigint, name: varchar, age: bigint }\n"));
    List<String> noted = keys("log/people/definitions/");
    assertThat(noted)
        .containsExactly(LakeKeys.revision("people", 1), LakeKeys.revision("people", 2));
    assertThat(text(noted.get(1))).contains(sheaf.definition("people").digest());

    sheaf.store.delete(MemorySheaf.LAKE, noted.get(1));
    sheaf.expiry.expire();
    assertThat(keys("log/people/definitions/")).isEqualTo(noted);
  }

  @Test
  void changesOfTheTagsAreNotedOnce() {
    sheaf.table.tag("people", new Tag("begin", 1));
    log.noteTags("people");
    sheaf.expiry.expire();
    assertThat(keys("log/people/tags/")).hasSize(1);

    sheaf.table.untag("people", new Tag("begin", 1));
    sheaf.expiry.expire();
    assertThat(keys("log/people/tags/")).hasSize(2);
    assertThat(text(keys("log/people/tags/").get(0))).contains("\"begin\"");
    assertThat(text(keys("log/people/tags/").get(1))).doesNotContain("begin");
  }

  private Optional<CommitLog.Commit> noted(int version) {
    return sheaf.lake.read(LakeKeys.commit("people", version), CommitLog.Commit.class);
  }

  private List<String> keys(String prefix) {
    return sheaf.lake.list(prefix).stream().map(ObjectVersion::key).toList();
  }

  private String text(String key) {
    return new String(sheaf.lake.require(key), StandardCharsets.UTF_8);
  }

  private void load(String key, String content) {
    sheaf.upload(key, content);
    sheaf.event(key);
    sheaf.settle();
  }
}
