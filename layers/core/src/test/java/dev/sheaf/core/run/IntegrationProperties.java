package dev.sheaf.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.part.ScratchFolder;
import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.core.yaml.DefinitionParser;
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

  @Property(tries = 60)
  void anAggregateIsTheFoldOfAllLiveUploads(
      @ForAll long seed, @ForAll @IntRange(min = 4, max = 200) int segmentBytes) {
    Random random = new Random(seed);
    List<Delivery<Item>> deliveries = deliveries(random);
    MemorySheaf quiet = sheaf("aggregate, " + MEASURES, 1 << 20);
    Delivery.load(quiet, deliveries, new Random(0), 0);

    MemorySheaf sheaf = sheaf("aggregate, " + MEASURES, segmentBytes);
    Delivery.load(sheaf, deliveries, random, 20);

    Manifest head = sheaf.head("d");
    assertThat(head.fingerprint()).isEqualTo(quiet.head("d").fingerprint());
    assertThat(head.counts()).isEqualTo(quiet.head("d").counts());
    assertThat(sheaf.rows(head)).isEqualTo(fold(Delivery.newest(deliveries, Delivery::key)));
  }

  @Property(tries = 60)
  void replaceKeepsTheNewestUploadOfEachSource(
      @ForAll long seed, @ForAll @IntRange(min = 4, max = 200) int segmentBytes) {
    Random random = new Random(seed);
    List<Delivery<Item>> deliveries = deliveries(random);
    MemorySheaf sheaf = sheaf("replace", segmentBytes);

    Delivery.load(sheaf, deliveries, random, 20);

    assertThat(sheaf.rows(sheaf.head("d")))
        .isEqualTo(
            Delivery.newest(deliveries, Delivery::source).stream()
                .flatMap(delivery -> delivery.items().stream())
                .map(item -> item.line().strip())
                .toList());
  }

  @Property(tries = 40)
  void aReloadUnderAnAggregateCountsNothingTwice(@ForAll long seed) {
    Random random = new Random(seed);
    List<Delivery<Item>> deliveries = deliveries(random);
    MemorySheaf sheaf = sheaf("aggregate, " + MEASURES, 50);
    List<ObjectVersion> objects = new ArrayList<>();
    for (Delivery<Item> delivery : deliveries) {
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

  private static List<Delivery<Item>> deliveries(Random random) {
    List<Delivery<Item>> deliveries = new ArrayList<>();
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
      String text = items.stream().map(Item::line).collect(Collectors.joining("", "g,x\n", ""));
      deliveries.add(new Delivery<>(key, items, text));
    }
    return deliveries;
  }

  /** The rows of the aggregate, worked out with exact decimals. */
  private static List<String> fold(List<Delivery<Item>> deliveries) {
    Map<String, List<Double>> groups = new TreeMap<>();
    for (Delivery<Item> delivery : deliveries) {
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
