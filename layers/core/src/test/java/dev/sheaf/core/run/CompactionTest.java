package dev.sheaf.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.core.snapshot.Operation;
import dev.sheaf.core.snapshot.Part;
import dev.sheaf.core.snapshot.SnapshotRecord;
import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.core.yaml.DefinitionParser;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compaction over the protocol in memory, and what becomes of parts that hold several uploads. */
final class CompactionTest {
  @TempDir Path scratch;
  private MemorySheaf sheaf;
  private ObjectVersion second;

  @BeforeEach
  void fourSmallUploads() {
    sheaf = new MemorySheaf(scratch, 1_000);
    load("people/a.csv", "id,name\n1,ada\n2,bob\n");
    second = load("people/b.csv", "id,name\n7,zoe\n");
    load("people/c.csv", "id,name\n3,cy\n");
    load("people/d.csv", "id,name\n4,dan\n");
  }

  @Test
  void theScheduleMergesSmallPartsAndTheRowsStayTheSame() {
    Manifest before = head();

    compact();

    Manifest after = head();
    assertThat(after.version()).isEqualTo(before.version() + 1);
    assertThat(after.parts()).hasSize(1);
    Part part = after.parts().get(0);
    assertThat(part.uploads())
        .containsExactlyInAnyOrderElementsOf(
            before.contributions().stream().map(one -> one.upload().id()).toList());
    assertThat(part.rows()).isEqualTo(5);
    assertThat(rows()).containsExactly("1,ada", "2,bob", "7,zoe", "3,cy", "4,dan");
    assertThat(after.fingerprint()).isEqualTo(before.fingerprint());
    assertThat(after.contributions()).isEqualTo(before.contributions());
    assertThat(after.definitionDigest()).isEqualTo(before.definitionDigest());
    assertThat(sheaf.announced())
        .extracting(SnapshotRecord::version)
        .endsWith(before.version(), after.version());
  }

  @Test
  void onceThereIsNothingToGainNothingIsDone() {
    compact();
    assertThat(sheaf.compactor.compact()).isEmpty();
    assertThat(sheaf.carryOut(new Operation.Compact("again", "people")).reason())
        .isEqualTo("dataset 'people' has no small parts to merge");
    assertThat(head().version()).isEqualTo(5);
  }

  @Test
  void askingTwiceForOneVersionIsOneOperation() {
    assertThat(sheaf.compactor.compact()).isEqualTo(sheaf.compactor.compact()).hasSize(1);
    sheaf.settle();
    assertThat(head().version()).isEqualTo(5);
  }

  @Test
  void aRetractedUploadLeavesAMergedPart() {
    compact();
    String id = sheaf.record("people", second).upload().id();
    sheaf.carryOut(new Operation.Retract("out", "people", List.of(id)));

    assertThat(rows()).containsExactly("1,ada", "2,bob", "3,cy", "4,dan");
    assertThat(head().parts()).hasSize(1);
    assertThat(head().parts().get(0).uploads()).hasSize(3).doesNotContain(id);
  }

  @Test
  void aNewerUploadOfAKeyTakesThePlaceOfItsRowsInAMergedPart() {
    compact();
    load("people/b.csv", "id,name\n8,yan\n");

    assertThat(rows()).containsExactly("1,ada", "2,bob", "3,cy", "4,dan", "8,yan");
    assertThat(head().parts()).hasSize(2);
  }

  @Test
  void anUploadThatComesLateGoesBetweenTheOthers() {
    MemorySheaf late = new MemorySheaf(scratch, 1_000);
    sheaf = late;
    load("people/a.csv", "id,name\n1,ada\n");
    late.upload("people/b.csv", "id,name\n2,bob\n");
    load("people/c.csv", "id,name\n3,cy\n");
    load("people/d.csv", "id,name\n4,dan\n");
    compact();
    assertThat(head().parts()).hasSize(1);

    late.event("people/b.csv");
    late.settle();

    assertThat(rows()).containsExactly("1,ada", "2,bob", "3,cy", "4,dan");
    assertThat(head().parts()).hasSize(3);
    compact();
    assertThat(head().parts()).hasSize(1);
    assertThat(rows()).containsExactly("1,ada", "2,bob", "3,cy", "4,dan");
  }

  @Test
  void aRollbackBehindACompactionHasTheSmallPartsAgain() {
    Manifest before = head();
    compact();
    sheaf.carryOut(new Operation.Rollback("back", "people", before.version()));
    assertThat(head().parts()).isEqualTo(before.parts());
    assertThat(head().fingerprint()).isEqualTo(before.fingerprint());
  }

  @Test
  void whereUploadsReplaceOthersThePartsOfSeveralSourcesAreMerged() {
    sheaf.definitions.apply(
        DefinitionParser.parse(
            "prices.yaml",
            """
            dataset: prices
            sources: { one: { format: csv }, two: { format: csv }, three: { format: csv } }
            columns: { id: bigint }
            integrate: { mode: replace }
            """));
    load("prices/one/a.csv", "id\n1\n");
    load("prices/two/a.csv", "id\n2\n");
    load("prices/three/a.csv", "id\n3\n");
    compact();
    assertThat(sheaf.head("prices").parts()).hasSize(1);

    load("prices/two/b.csv", "id\n22\n");
    assertThat(sheaf.rows(sheaf.head("prices"))).containsExactly("1", "3", "22");
  }

  /** From the first version on to its removal, whatever is committed, merged or retracted. */
  @Test
  void aReaderOfAVersionReadsTheSameBytesUntilADayAfterItExpired() {
    Manifest pinned = head();
    Map<String, byte[]> read = contents(pinned);

    compact();
    load("people/e.csv", "id,name\n5,eve\n");
    compact();
    sheaf.passTime(Duration.ofDays(3));
    sheaf.orphans.remove();
    assertThat(contents(pinned)).containsExactlyInAnyOrderEntriesOf(read);

    retainOne();
    assertThat(sheaf.expiry.expire()).extracting(SnapshotRecord::version).contains(4);
    sheaf.orphans.remove();
    assertThat(contents(pinned)).containsExactlyInAnyOrderEntriesOf(read);

    sheaf.passTime(Duration.ofHours(25));
    Set<String> removed =
        sheaf.orphans.remove().stream().map(ObjectVersion::key).collect(Collectors.toSet());
    assertThat(removed).containsAll(read.keySet());
    assertThat(rows()).containsExactly("1,ada", "2,bob", "7,zoe", "3,cy", "4,dan", "5,eve");
  }

  @Test
  void aDamagedPartIsNotMerged() {
    String key = head().parts().get(2).key();
    byte[] damaged = sheaf.store.read(MemorySheaf.LAKE, key).orElseThrow();
    damaged[damaged.length - 3] ^= 1;
    sheaf.store.put(MemorySheaf.LAKE, key, damaged);

    assertThatThrownBy(() -> sheaf.carryOut(new Operation.Compact("bad", "people")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("s3://lake/%s is not what was written there", key);
    assertThat(head().version()).isEqualTo(4);
  }

  @Test
  void aDatasetThatCannotBeReadDoesNotHoldUpTheOthers() {
    load("birds/a.csv", "id,name\n1,owl\n");
    String manifest = sheaf.table.head("birds").orElseThrow().manifestKey();
    sheaf.store.put(MemorySheaf.LAKE, manifest, new byte[] {'{'});
    assertThat(sheaf.table.datasets()).containsExactly("birds", "people");

    assertThatThrownBy(() -> sheaf.compactor.compact())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is not what was written there")
        .hasNoSuppressedExceptions();
    sheaf.settle();

    assertThat(head().parts()).hasSize(1);
  }

  private Map<String, byte[]> contents(Manifest manifest) {
    Map<String, byte[]> contents = new HashMap<>();
    for (Part part : manifest.parts()) {
      contents.put(part.key(), sheaf.store.read(MemorySheaf.LAKE, part.key()).orElse(new byte[0]));
    }
    return contents;
  }

  private void retainOne() {
    sheaf.definitions.apply(
        DefinitionParser.parse(
            "people.yaml",
            "dataset: people\ncolumns: { id: bigint, name: varchar }\nretain: { snapshots: 1 }\n"));
  }

  private void compact() {
    sheaf.compactor.compact();
    sheaf.settle();
  }

  private ObjectVersion load(String key, String content) {
    ObjectVersion object = sheaf.upload(key, content);
    sheaf.event(key);
    sheaf.settle();
    return object;
  }

  private Manifest head() {
    return sheaf.head("people");
  }

  private List<String> rows() {
    return sheaf.rows(head());
  }
}
