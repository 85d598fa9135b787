package dev.sheaf.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.part.ScratchFolder;
import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.core.snapshot.Part;
import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.core.yaml.DefinitionParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Whatever the order in which the same uploads arrive and are committed, however they are cut, and
 * whatever goes wrong on the way: the snapshot has the one row of each key that it should have.
 */
final class UpsertRunProperties {
  private static Path scratch = Path.of("");

  @BeforeContainer
  static void makeScratch() throws IOException {
    scratch = Files.createTempDirectory("sheaf-test");
  }

  @AfterContainer
  static void deleteScratch() {
    ScratchFolder.delete(scratch);
  }

  @Property(tries = 60)
  void oneRowPerKeyWhateverTheOrder(
      @ForAll long seed, @ForAll @IntRange(min = 20, max = 400) int segmentBytes) {
    Random random = new Random(seed);
    boolean latest = random.nextBoolean();
    List<Delivery<KeyedItem>> deliveries = deliveries(random);
    MemorySheaf quiet = sheaf(latest, 1 << 20);
    MemorySheaf sheaf = sheaf(latest, segmentBytes);

    Delivery.load(quiet, deliveries, new Random(0), 0);
    Delivery.load(sheaf, deliveries, random, 20);

    Manifest once = quiet.head("d");
    Manifest head = sheaf.head("d");
    List<String> expected =
        rows(KeyedItem.winners(Delivery.newest(deliveries, Delivery::key), latest));
    assertThat(sheaf.rows(head)).isEqualTo(expected);
    assertThat(quiet.rows(once)).isEqualTo(expected);
    assertThat(head.fingerprint()).isEqualTo(once.fingerprint());
    assertThat(head.counts()).isEqualTo(once.counts());
    assertThat(head.rows()).isEqualTo(expected.size());
    requireDisjoint(head);
  }

  @Property(tries = 25)
  void aReloadChangesNothing(@ForAll long seed) {
    Random random = new Random(seed);
    List<Delivery<KeyedItem>> deliveries = deliveries(random);
    MemorySheaf sheaf = sheaf(true, 60);
    List<ObjectVersion> objects = new ArrayList<>();
    for (Delivery<KeyedItem> delivery : deliveries) {
      objects.add(sheaf.upload(delivery.key(), delivery.text()));
      sheaf.event(delivery.key());
      sheaf.settle(random, 10);
    }
    Manifest before = sheaf.head("d");

    sheaf.reload("d", objects.get(objects.size() - 1));
    sheaf.settle(random, 10);

    Manifest after = sheaf.head("d");
    assertThat(after.version()).isEqualTo(before.version() + 1);
    assertThat(after.fingerprint()).isEqualTo(before.fingerprint());
    assertThat(sheaf.rows(after)).isEqualTo(sheaf.rows(before));
  }

  @Property(tries = 20)
  void partsThatNoNewRowReachesStay(@ForAll long seed) {
    Random random = new Random(seed);
    MemorySheaf sheaf = sheaf(true, 1 << 20);
    List<KeyedItem> many = new ArrayList<>();
    for (int n = 0; n < 60; n++) {
      many.add(new KeyedItem("b", n, 5, "x"));
    }
    load(sheaf, KeyedItem.delivery("d/a/0.csv", many));
    Manifest before = sheaf.head("d");
    int n = random.nextInt(60);

    load(sheaf, KeyedItem.delivery("d/a/1.csv", List.of(new KeyedItem("b", n, 9, "new"))));

    Manifest after = sheaf.head("d");
    assertThat(before.parts()).hasSizeGreaterThan(3);
    List<Part> kept = new ArrayList<>(after.parts());
    kept.retainAll(before.parts());
    assertThat(kept).hasSize(before.parts().size() - 1);
    many.set(n, new KeyedItem("b", n, 9, "new"));
    assertThat(sheaf.rows(after)).isEqualTo(rows(many));
  }

  @Property(tries = 10)
  void anUploadWithoutRowsTakesTheRowsOfTheOneBefore(@ForAll long seed) {
    MemorySheaf sheaf = sheaf(true, 50);
    load(sheaf, KeyedItem.delivery("d/a/0.csv", deliveries(new Random(seed)).get(0).items()));
    Manifest full = sheaf.head("d");

    load(sheaf, KeyedItem.delivery("d/a/0.csv", List.of()));

    assertThat(full.parts()).isNotEmpty();
    assertThat(sheaf.head("d").parts()).isEmpty();
    assertThat(sheaf.head("d").rows()).isZero();

    load(sheaf, KeyedItem.delivery("d/a/1.csv", List.of(new KeyedItem("a", 1, null, "x"))));

    assertThat(sheaf.rows(sheaf.head("d"))).containsExactly("a,1,,x");
  }

  private static void load(MemorySheaf sheaf, Delivery<KeyedItem> delivery) {
    sheaf.upload(delivery.key(), delivery.text());
    sheaf.event(delivery.key());
    sheaf.settle();
  }

  private static void requireDisjoint(Manifest manifest) {
    List<Part> parts = manifest.parts();
    for (Part part : parts) {
      assertThat(part.keys()).isNotNull();
    }
    for (int i = 1; i < parts.size(); i++) {
      assertThat(parts.get(i - 1).keys().last()).isNotEqualTo(parts.get(i).keys().first());
    }
  }

  private static MemorySheaf sheaf(boolean latest, long segmentBytes) {
    MemorySheaf sheaf = new MemorySheaf(scratch, segmentBytes);
    sheaf.definitions.apply(
        DefinitionParser.parse(
            "d.yaml",
            "dataset: d\n%sintegrate: { mode: upsert, key: [k, n]%s }"
                .formatted(KeyedItem.COLUMNS, latest ? ", latest_by: at" : "")));
    return sheaf;
  }

  private static List<Delivery<KeyedItem>> deliveries(Random random) {
    List<Delivery<KeyedItem>> deliveries = new ArrayList<>();
    int count = 1 + random.nextInt(6);
    for (int number = 0; number < count; number++) {
      deliveries.add(KeyedItem.random(number, random));
    }
    return deliveries;
  }

  private static List<String> rows(List<KeyedItem> items) {
    return items.stream().map(KeyedItem::row).toList();
  }
}
