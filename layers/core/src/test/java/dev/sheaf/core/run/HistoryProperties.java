package dev.sheaf.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.part.ScratchFolder;
import dev.sheaf.core.snapshot.Operation;
import dev.sheaf.core.snapshot.OperationRecord;
import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.core.yaml.DefinitionParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Uploads, reloads, retractions, rollbacks and compactions in any order, in every mode: each version
 * has the rows of the uploads that are live, worked out anew, and the fingerprint of a dataset that
 * never had any others.
 */
final class HistoryProperties {
  private static final List<String> MODES =
      List.of(
          "append",
          "replace",
          "upsert, key: [k, n]",
          "upsert, key: [k, n], latest_by: at",
          "aggregate, group_by: [k], measures: { n: [sum, max] }");

  private static Path scratch = Path.of("");

  @BeforeContainer
  static void makeScratch() throws IOException {
    scratch = Files.createTempDirectory("sheaf-test");
  }

  @AfterContainer
  static void deleteScratch() {
    ScratchFolder.delete(scratch);
  }

  @Property(tries = 100)
  void everyVersionHasTheRowsOfItsLiveUploads(@ForAll long seed) {
    Random random = new Random(seed);
    String mode = MODES.get(random.nextInt(MODES.size()));
    History history = new History(mode, 10 + random.nextInt(200));
    history.upload(random);
    history.check();
    int steps = 2 + random.nextInt(12);
    for (int step = 0; step < steps; step++) {
      switch (random.nextInt(7)) {
        case 0 -> history.retract(random);
        case 1 -> history.rollback(random);
        case 2 -> history.reload(random);
        case 3 -> history.compact();
        default -> history.upload(random);
      }
      history.check();
    }
    history.checkFingerprint();
  }

  /** A dataset, and what it should have. */
  private static final class History {
    private final String mode;
    private final MemorySheaf sheaf;
    private final List<Delivery<KeyedItem>> uploads = new ArrayList<>();
    private final List<ObjectVersion> objects = new ArrayList<>();

    /** By place, the number of the upload that is live. */
    private Map<String, Integer> live = new HashMap<>();

    private final Map<Integer, Map<String, Integer>> versions = new HashMap<>();
    private int operations;

    History(String mode, long segmentBytes) {
      this.mode = mode;
      this.sheaf = sheaf(mode, segmentBytes);
    }

    void upload(Random random) {
      Delivery<KeyedItem> delivery = KeyedItem.random(uploads.size(), random);
      uploads.add(delivery);
      objects.add(sheaf.upload(delivery.key(), delivery.text()));
      sheaf.event(delivery.key());
      sheaf.settle(random, 10);
      live.put(place(delivery), uploads.size() - 1);
    }

    void retract(Random random) {
      List<Integer> numbers = List.copyOf(live.values());
      if (!numbers.isEmpty()) {
        int number = numbers.get(random.nextInt(numbers.size()));
        String id = sheaf.record("d", objects.get(number)).upload().id();
        carryOut(new Operation.Retract(id(), "d", List.of(id)));
        live.values().remove(number);
      }
    }

    void rollback(Random random) {
      int version = 1 + random.nextInt(sheaf.head("d").version());
      if (version < sheaf.head("d").version()) {
        carryOut(new Operation.Rollback(id(), "d", version));
        live = new HashMap<>(versions.get(version));
      }
    }

    /** An object of the bucket: an older one of its key is gone. */
    void reload(Random random) {
      int number = random.nextInt(uploads.size());
      Delivery<KeyedItem> delivery = uploads.get(number);
      boolean newer =
          uploads.subList(number + 1, uploads.size()).stream()
              .anyMatch(other -> other.key().equals(delivery.key()));
      if (!newer) {
        sheaf.reload("d", objects.get(number));
        sheaf.settle(random, 10);
        live.merge(place(delivery), number, Math::max);
      }
    }

    void compact() {
      sheaf.compactor.compact();
      sheaf.settle();
    }

    private void carryOut(Operation operation) {
      OperationRecord ended = sheaf.carryOut(operation);
      assertThat(ended.reason()).isNull();
    }

    private String id() {
      return "op" + operations++;
    }

    private String place(Delivery<KeyedItem> delivery) {
      return mode.equals("replace") ? delivery.source() : delivery.key();
    }

    private List<Delivery<KeyedItem>> live() {
      return live.values().stream().sorted().map(uploads::get).toList();
    }

    void check() {
      versions.put(sheaf.head("d").version(), new HashMap<>(live));
      assertThat(sheaf.rows(sheaf.head("d"))).isEqualTo(expected(mode, live()));
    }

    void checkFingerprint() {
      if (!live.isEmpty()) {
        MemorySheaf other = sheaf(mode, 1 << 20);
        Delivery.load(other, live(), new Random(1), 0);
        assertThat(other.head("d").fingerprint()).isEqualTo(sheaf.head("d").fingerprint());
        assertThat(other.head("d").counts()).isEqualTo(sheaf.head("d").counts());
      }
    }
  }

  private static List<String> expected(String mode, List<Delivery<KeyedItem>> live) {
    if (mode.startsWith("upsert")) {
      return KeyedItem.winners(live, mode.contains("latest_by")).stream()
          .map(KeyedItem::row)
          .toList();
    }
    List<KeyedItem> items = live.stream().flatMap(delivery -> delivery.items().stream()).toList();
    return mode.startsWith("aggregate")
        ? groups(items)
        : items.stream().map(KeyedItem::row).toList();
  }

  private static List<String> groups(List<KeyedItem> items) {
    Map<String, List<Integer>> groups = new TreeMap<>(KeyedItem::compareTexts);
    items.forEach(item -> groups.computeIfAbsent(item.k(), k -> new ArrayList<>()).add(item.n()));
    List<String> rows = new ArrayList<>();
    groups.forEach(
        (k, numbers) ->
            rows.add(
                "%s,%d,%d,%d"
                    .formatted(
                        KeyedItem.quoted(k),
                        numbers.size(),
                        numbers.stream().mapToInt(n -> n).sum(),
                        numbers.stream().mapToInt(n -> n).max().orElseThrow())));
    return rows;
  }

  private static MemorySheaf sheaf(String mode, long segmentBytes) {
    MemorySheaf sheaf = new MemorySheaf(scratch, segmentBytes);
    sheaf.definitions.apply(
        DefinitionParser.parse(
            "d.yaml",
            "dataset: d\n%sintegrate: { mode: %s }\n".formatted(KeyedItem.COLUMNS, mode)));
    return sheaf;
  }
}
