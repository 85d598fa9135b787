package dev.sheaf.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sheaf.core.merge.CompactionSizes;
import dev.sheaf.core.merge.MergeSizes;
import dev.sheaf.core.merge.Merged;
import dev.sheaf.core.merge.Merger;
import dev.sheaf.core.merge.UpsertSizes;
import dev.sheaf.core.part.Engine;
import dev.sheaf.core.row.FingerprintVersion;
import dev.sheaf.core.snapshot.Part;
import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.core.store.SnapshotPlace;
import dev.sheaf.core.store.TransientException;
import dev.sheaf.core.testing.PlainPartWriter;
import dev.sheaf.core.testing.PlainParts;
import dev.sheaf.core.testing.ScriptedTransform;
import dev.sheaf.core.yaml.DefinitionParser;
import dev.sheaf.core.zone.ObservedRows;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A merge of many ranges that is interrupted. */
final class CheckpointsTest {
  private static final MergeSizes SIZES =
      new MergeSizes(new UpsertSizes(1, 300, 20, 350, 400), CompactionSizes.DEFAULT);

  @TempDir Path scratch;
  private MemorySheaf sheaf;
  private int attempts;
  private int written;
  private int mayWrite = Integer.MAX_VALUE;

  @BeforeEach
  void aHundredRows() {
    sheaf = new MemorySheaf(scratch, 300);
    sheaf.definitions.apply(
        DefinitionParser.parse(
            "d.yaml",
            "dataset: d\n%sintegrate: { mode: upsert, key: [k, n] }".formatted(KeyedItem.COLUMNS)));
    List<KeyedItem> items = new ArrayList<>();
    for (int n = 0; n < 100; n++) {
      items.add(new KeyedItem("b", n, n, "note"));
    }
    Delivery<KeyedItem> delivery = KeyedItem.delivery("d/a/0.csv", items);
    sheaf.upload(delivery.key(), delivery.text());
    sheaf.event(delivery.key());
    sheaf.settle();
  }

  @Test
  void theNextAttemptGoesOnWhereItStopped() {
    List<Part> whole = merge("a", Duration.ZERO).parts();
    int all = written;
    assertThat(whole).hasSizeGreaterThan(6);
    sheaf.store.list(MemorySheaf.LAKE, "tables/d/snapshots/").stream()
        .filter(object -> object.key().contains("/merged/"))
        .forEach(this::delete);

    mayWrite = all / 2;
    assertThatThrownBy(() -> merge("b", Duration.ZERO)).isInstanceOf(TransientException.class);
    mayWrite = Integer.MAX_VALUE;
    List<Part> parts = merge("c", Duration.ofHours(11)).parts();

    assertThat(written).isBetween(all - all / 2, all - 1);
    assertThat(parts).extracting(Part::key).anyMatch(key -> key.contains("/v00000002-b/"));
    assertThat(parts)
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("key", "sha256", "bytes")
        .isEqualTo(whole);
  }

  @Test
  void whatMayBeRemovedAsAnOrphanSoonIsNotUsed() {
    merge("a", Duration.ZERO);
    int all = written;
    List<Part> later = merge("b", Duration.ofHours(13)).parts();
    assertThat(written).isEqualTo(all);
    assertThat(later).extracting(Part::key).allMatch(key -> key.contains("/v00000002-b/"));
  }

  @Test
  void anotherDefinitionIsAnotherMerge() {
    merge("a", Duration.ZERO);
    merge("b", Duration.ZERO);
    assertThat(written).isZero();
    sheaf.definitions.apply(
        DefinitionParser.parse(
            "d.yaml",
            "dataset: d\n%sintegrate: { mode: upsert, key: [k, n], latest_by: at }"
                .formatted(KeyedItem.COLUMNS)));
    merge("c", Duration.ZERO);
    assertThat(written).isGreaterThan(6);
  }

  private void delete(ObjectVersion object) {
    sheaf.store.delete(MemorySheaf.LAKE, object.key());
  }

  private Merged merge(String place, Duration later) {
    written = 0;
    Merger merger =
        new Merger(
            sheaf.lake,
            new Engine(new Limited(), new PlainParts(sheaf.lake), ScriptedTransform::new, scratch),
            SIZES,
            () -> "merge" + attempts++,
            () -> Instant.EPOCH.plusSeconds(100).plus(later));
    return merger.merge(
        sheaf.definition("d"),
        Optional.empty(),
        Merger.contributions(sheaf.head("d")),
        FingerprintVersion.NEWEST,
        new SnapshotPlace("d", 2, place));
  }

  /** Writes so many files of a merge, and then fails. */
  private final class Limited extends PlainPartWriter {
    @Override
    public Written writeTraced(ObservedRows rows, Path file) {
      if (written == mayWrite) {
        throw new TransientException("the time is over");
      }
      Written part = super.writeTraced(rows, file);
      written += part.rows() == 0 ? 0 : 1;
      return part;
    }
  }
}
