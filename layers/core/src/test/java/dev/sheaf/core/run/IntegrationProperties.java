package dev.sheaf.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.definition.DefinitionParser;
import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.core.store.ScratchFolder;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
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

/**
 * Whatever the order in which the same uploads arrive, however they are cut, and whatever goes wrong
 * on the way: the snapshot has the rows that its mode says, down to the last bit.
 */
final class IntegrationProperties {
  private static final int GROUPS = 4;

  private static Path scratch = Path.of("");

  @BeforeContainer
  static void makeScratch() throws IOException {
    scratch = Files.createTempDirectory("sheaf-test");
  }

  @AfterContainer
  static void deleteScratch() {
    ScratchFolder.delete(scratch);
  }

  /** A row of the uploads. */
  private record Item(String group, double x) {
    String line() {
      return group + "," + x + "\n";
    }
  }

  /** An upload to be made, at a key that others may have too. */
  private record Delivery(String key, List<Item> items) {
    String text() {
      return items.stream().map(Item::line).collect(Collectors.joining("", "g,x\n", ""));
    }
  }

  @Property(tries = 60)
  void anAggregateIsTheFoldOfAllLiveUploads(
      @ForAll long seed, @ForAll @IntRange(min = 4, max = 200) int segmentBytes) {
    Random random = new Random(seed);
    List<Delivery> deliveries = deliveries(random);
    Manifest quiet = snapshot("aggregate, " + MEASURES, deliveries, 1 << 20, new Random(0), 0);

    MemorySheaf sheaf = sheaf("aggregate, " + MEASURES, segmentBytes);
    Manifest head = snapshot(sheaf, deliveries, random, 20);

    assertThat(head.fingerprint()).isEqualTo(quiet.fingerprint());
    assertThat(head.counts()).isEqualTo(quiet.counts());
    assertThat(sheaf.rows(head)).isEqualTo(fold(newest(deliveries, Delivery::key)));
  }

  @Property(tries = 60)
  void replaceKeepsTheNewestUploadOfEachSource(
      @ForAll long seed, @ForAll @IntRange(min = 4, max = 200) int segmentBytes) {
    Random random = new Random(seed);
    List<Delivery> deliveries = deliveries(random);
    MemorySheaf sheaf = sheaf("replace", segmentBytes);

    Manifest head = snapshot(sheaf, deliveries, random, 20);

    assertThat(sheaf.rows(head))
        .isEqualTo(
            newest(deliveries, delivery -> delivery.key().split("/")[1]).stream()
                .flatMap(delivery -> delivery.items().stream())
                .map(item -> item.line().strip())
                .toList());
  }

  @Property(tries = 40)
  void aReloadUnderAnAggregateCountsNothingTwice(@ForAll long seed) {
    Random random = new Random(seed);
    List<Delivery> deliveries = deliveries(random);
    MemorySheaf sheaf = sheaf("aggregate, " + MEASURES, 50);
    List<ObjectVersion> objects = new ArrayList<>();
    for (Delivery delivery : deliveries) {
      objects.add(sheaf.upload(delivery.key(), delivery.text()));
      sheaf.event(delivery.key());
      sheaf.settle(random, 10);
    }
    Manifest before = sheaf.head("d");

    sheaf.reload("d", objects.get(objects.size() - 1));
    sheaf.settle(random, 10);

    assertThat(sheaf.head("d").version()).isEqualTo(before.version() + 1);
    assertThat(sheaf.head("d").fingerprint()).isEqualTo(before.fingerprint());
    assertThat(sheaf.head("d").counts()).isEqualTo(before.counts());
  }

  private static final String MEASURES = "group_by: [g], measures: { x: [sum, mean, max] }";

  private static MemorySheaf sheaf(String mode, long segmentBytes) {
    MemorySheaf sheaf = new MemorySheaf(scratch, segmentBytes);
    sheaf.definitions.apply(definition(mode));
    return sheaf;
  }

  private static Definition definition(String mode) {
    return DefinitionParser.parse(
        "d.yaml",
        """
        dataset: d
        sources:
          a: { format: csv, delimiter: "," }
          b: { format: csv, delimiter: "," }
        columns: { g: varchar, x: double }
        integrate: { mode: %s }
        """
            .formatted(mode));
  }

  private static Manifest snapshot(
      String mode, List<Delivery> deliveries, long segmentBytes, Random random, int trouble) {
    return snapshot(sheaf(mode, segmentBytes), deliveries, random, trouble);
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
      String key = "d/%s/%d.csv".formatted(source, random.nextInt(3));
      List<Item> items = new ArrayList<>();
      int rows = random.nextInt(12);
      for (int row = 0; row < rows; row++) {
        double x = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(40) - 20);
        items.add(new Item("g" + random.nextInt(GROUPS), x));
      }
      deliveries.add(new Delivery(key, items));
    }
    return deliveries;
  }

  private static List<Delivery> newest(
      List<Delivery> deliveries, java.util.function.Function<Delivery, String> by) {
    Map<String, Delivery> newest = new TreeMap<>();
    deliveries.forEach(delivery -> newest.put(by.apply(delivery), delivery));
    return deliveries.stream()
        .filter(delivery -> newest.get(by.apply(delivery)) == delivery)
        .toList();
  }

  /** The rows of the aggregate, worked out with exact decimals. */
  private static List<String> fold(List<Delivery> deliveries) {
    Map<String, List<Double>> groups = new TreeMap<>();
    for (Delivery delivery : deliveries) {
      for (Item item : delivery.items()) {
        groups.computeIfAbsent(item.group(), group -> new ArrayList<>()).add(item.x());
      }
    }
    List<String> rows = new ArrayList<>();
    groups.forEach(
        (group, values) -> {
          BigDecimal sum =
              values.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
          BigDecimal mean = sum.divide(new BigDecimal(values.size()), new MathContext(400));
          rows.add(
              "%s,%d,%s,%s,%s"
                  .formatted(
                      group,
                      values.size(),
                      sum.doubleValue(),
                      mean.doubleValue(),
                      Collections.max(values)));
        });
    return rows;
  }
}
