package dev.sheaf.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.definition.DefinitionParser;
import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.core.snapshot.Part;
import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.core.store.ScratchFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/**
 * Whatever the order in which the same uploads arrive and are committed, however they are cut, and
 * whatever goes wrong on the way: the snapshot has the one row of each key that it should have.
 */
final class UpsertRunProperties {
  private static final List<String> KEYS = List.of("", "a", "b", "ab", "é", "ｚ", "🌾", "zz", "b,c");

  private static Path scratch = Path.of("");

  @BeforeContainer
  static void makeScratch() throws IOException {
    scratch = Files.createTempDirectory("sheaf-test");
  }

  @AfterContainer
  static void deleteScratch() {
    ScratchFolder.delete(scratch);
  }

  /** A record; {@code at} may be NULL. */
  private record Item(String k, int n, @Nullable Integer at, String note) {
    String line() {
      return "\"%s\",%d,%s,%s\n".formatted(k, n, at == null ? "" : at.toString(), note);
    }

    String row() {
      return "%s,%d,%s,%s".formatted(k, n, at, note);
    }

    /** In the order of keys; texts by their UTF-8 bytes. */
    private static int byKey(Item one, Item other) {
      int order =
          Arrays.compareUnsigned(
              one.k.getBytes(StandardCharsets.UTF_8), other.k.getBytes(StandardCharsets.UTF_8));
      return order != 0 ? order : Integer.compare(one.n, other.n);
    }
  }

  private record Delivery(String key, List<Item> items) {
    String text() {
      return items.stream().map(Item::line).collect(Collectors.joining("", "k,n,at,note\n", ""));
    }
  }

  @Property(tries = 60)
  void oneRowPerKeyWhateverTheOrder(
      @ForAll long seed, @ForAll @IntRange(min = 20, max = 400) int segmentBytes) {
    Random random = new Random(seed);
    boolean latest = random.nextBoolean();
    List<Delivery> deliveries = deliveries(random);
    MemorySheaf quiet = sheaf(latest, 1 << 20);
    MemorySheaf sheaf = sheaf(latest, segmentBytes);

    Manifest once = snapshot(quiet, deliveries, new Random(0), 0);
    Manifest head = snapshot(sheaf, deliveries, random, 20);

    List<String> expected = fold(newest(deliveries), latest);
    assertThat(sheaf.keyedRows(head)).isEqualTo(expected);
    assertThat(quiet.keyedRows(once)).isEqualTo(expected);
    assertThat(head.fingerprint()).isEqualTo(once.fingerprint());
    assertThat(head.counts()).isEqualTo(once.counts());
    assertThat(head.rows()).isEqualTo(expected.size());
    requireDisjoint(head);
  }

  @Property(tries = 25)
  void aReloadChangesNothing(@ForAll long seed) {
    Random random = new Random(seed);
    List<Delivery> deliveries = deliveries(random);
    MemorySheaf sheaf = sheaf(true, 60);
    List<ObjectVersion> objects = new ArrayList<>();
    for (Delivery delivery : deliveries) {
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
    assertThat(sheaf.keyedRows(after)).isEqualTo(sheaf.keyedRows(before));
  }

  @Property(tries = 20)
  void partsThatNoNewRowReachesStay(@ForAll long seed) {
    Random random = new Random(seed);
    MemorySheaf sheaf = sheaf(true, 1 << 20);
    List<Item> many = new ArrayList<>();
    for (int n = 0; n < 60; n++) {
      many.add(new Item("b", n, 5, "x"));
    }
    load(sheaf, new Delivery("d/a/0.csv", many));
    Manifest before = sheaf.head("d");
    int n = random.nextInt(60);

    load(sheaf, new Delivery("d/a/1.csv", List.of(new Item("b", n, 9, "new"))));

    Manifest after = sheaf.head("d");
    assertThat(before.parts()).hasSizeGreaterThan(3);
    List<Part> kept = new ArrayList<>(after.parts());
    kept.retainAll(before.parts());
    assertThat(kept).hasSize(before.parts().size() - 1);
    many.set(n, new Item("b", n, 9, "new"));
    assertThat(sheaf.keyedRows(after)).isEqualTo(many.stream().map(Item::row).toList());
  }

  @Property(tries = 10)
  void anUploadWithoutRowsTakesTheRowsOfTheOneBefore(@ForAll long seed) {
    MemorySheaf sheaf = sheaf(true, 50);
    load(sheaf, new Delivery("d/a/0.csv", deliveries(new Random(seed)).get(0).items()));
    Manifest full = sheaf.head("d");

    load(sheaf, new Delivery("d/a/0.csv", List.of()));

    assertThat(full.parts()).isNotEmpty();
    assertThat(sheaf.head("d").parts()).isEmpty();
    assertThat(sheaf.head("d").rows()).isZero();

    load(sheaf, new Delivery("d/a/1.csv", List.of(new Item("a", 1, null, "x"))));

    assertThat(sheaf.keyedRows(sheaf.head("d"))).containsExactly("a,1,null,x");
  }

  private static void load(MemorySheaf sheaf, Delivery delivery) {
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
            """
            dataset: d
            sources:
              a: { format: csv, delimiter: "," }
              b: { format: csv, delimiter: "," }
            columns:
              k: { type: varchar, required: true }
              n: { type: bigint, required: true }
              at: bigint
              note: varchar
            integrate: { mode: upsert, key: [k, n]%s }
            """
                .formatted(latest ? ", latest_by: at" : "")));
    return sheaf;
  }

  /** Uploads in order, and tells of the uploads in any order, in one or several runs. */
  private static Manifest snapshot(
      MemorySheaf sheaf, List<Delivery> deliveries, Random random, int trouble) {
    List<Delivery> untold = new ArrayList<>();
    for (Delivery delivery : deliveries) {
      sheaf.upload(delivery.key(), delivery.text());
      untold.add(delivery);
      if (random.nextInt(100) < trouble) {
        tell(sheaf, untold, random, trouble);
      }
    }
    Collections.shuffle(untold, random);
    tell(sheaf, untold, random, trouble);
    return sheaf.head("d");
  }

  private static void tell(MemorySheaf sheaf, List<Delivery> untold, Random random, int trouble) {
    for (Delivery delivery : untold) {
      sheaf.event(delivery.key());
      if (random.nextBoolean()) {
        sheaf.settle(random, trouble);
      }
    }
    untold.clear();
    sheaf.settle(random, trouble);
  }

  private static List<Delivery> deliveries(Random random) {
    List<Delivery> deliveries = new ArrayList<>();
    int count = 1 + random.nextInt(6);
    for (int i = 0; i < count; i++) {
      String source = random.nextBoolean() ? "a" : "b";
      List<Item> items = new ArrayList<>();
      int rows = 1 + random.nextInt(15);
      for (int row = 0; row < rows; row++) {
        items.add(
            new Item(
                KEYS.get(random.nextInt(1 + random.nextInt(KEYS.size()))),
                random.nextInt(3),
                random.nextInt(4) == 0 ? null : random.nextInt(4),
                i + "-" + row));
      }
      deliveries.add(new Delivery("d/%s/%d.csv".formatted(source, random.nextInt(3)), items));
    }
    return deliveries;
  }

  private static List<Delivery> newest(List<Delivery> deliveries) {
    Map<String, Delivery> newest = new TreeMap<>();
    deliveries.forEach(delivery -> newest.put(delivery.key(), delivery));
    return deliveries.stream().filter(one -> newest.get(one.key()) == one).toList();
  }

  private static List<String> fold(List<Delivery> deliveries, boolean latest) {
    Map<String, Item> rows = new LinkedHashMap<>();
    for (Delivery delivery : deliveries) {
      for (Item item : delivery.items()) {
        rows.merge(
            item.k() + "/" + item.n(),
            item,
            (old, next) -> !latest || rank(next) >= rank(old) ? next : old);
      }
    }
    Comparator<Item> byKey = Item::byKey;
    return rows.values().stream().sorted(byKey).map(Item::row).toList();
  }

  private static int rank(Item item) {
    return item.at() == null ? -1 : item.at();
  }
}
