package dev.sheaf.core.simulation;

import dev.sheaf.core.intake.ObjectName;
import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.core.testing.InMemoryObjectStore;
import dev.sheaf.core.testing.InMemoryObjectStore.Versioning;
import dev.sheaf.core.upload.Upload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** The clients of the landing bucket: they upload, overwrite and delete, and S3 sends events. */
final class Landing {
  /** An object as it was put, and the only record of it that no code under test has seen. */
  record Delivery(ObjectVersion object, byte[] content) {}

  private static final List<String> FILES = List.of("a.csv", "b.csv", "shop/a.csv", "shop/b+ü.csv");

  private final Random random;
  private final InMemoryObjectStore store;
  private final Versioning versioning;
  private final SimulatedClock clock;
  private final List<String> datasets;
  private final Content content;
  private final List<Delivery> deliveries = new ArrayList<>();
  private final Set<Delivery> deleted = new HashSet<>();
  private int actions;

  Landing(
      Random random,
      InMemoryObjectStore store,
      Versioning versioning,
      SimulatedClock clock,
      List<String> datasets,
      Content content,
      int actions) {
    this.random = random;
    this.store = store;
    this.versioning = versioning;
    this.clock = clock;
    this.datasets = datasets;
    this.content = content;
    this.actions = actions;
  }

  boolean hasMore() {
    return actions > 0;
  }

  /** Does the next thing. Returns what S3 reports of it: the new object, often with others. */
  List<ObjectName> act() {
    actions--;
    int what = deliveries.isEmpty() ? 100 : random.nextInt(100);
    if (what < 10) {
      delete(any().object().key());
      return List.of();
    }
    if (what < 15) {
      deleteVersion(any());
      return List.of();
    }
    List<ObjectName> names = new ArrayList<>();
    names.add(put(key()));
    while (random.nextInt(3) == 0) {
      names.add(new ObjectName(World.LANDING, any().object().key()));
    }
    return names;
  }

  private ObjectName put(String key) {
    byte[] bytes = key.endsWith("/") ? new byte[0] : content.next();
    // Several versions of one key differ in their second: within one, S3 tells no order.
    clock.pass(Duration.ofSeconds(1));
    deliveries.add(new Delivery(store.put(World.LANDING, key, bytes), bytes));
    return new ObjectName(World.LANDING, key);
  }

  private String key() {
    int what = random.nextInt(30);
    if (what == 0) {
      return "Not A Dataset/" + FILES.get(0);
    }
    String dataset = datasets.get(random.nextInt(datasets.size()));
    return dataset + "/" + (what == 1 ? "folder/" : FILES.get(random.nextInt(FILES.size())));
  }

  private Delivery any() {
    return deliveries.get(random.nextInt(deliveries.size()));
  }

  private void delete(String key) {
    if (versioning == Versioning.OFF) {
      current(key).ifPresent(deleted::add);
    }
    store.delete(World.LANDING, key);
  }

  private void deleteVersion(Delivery delivery) {
    if (versioning == Versioning.ON) {
      deleted.add(delivery);
      store.deleteVersion(delivery.object());
    }
  }

  private Optional<Delivery> current(String key) {
    return store.head(World.LANDING, key).map(this::delivery);
  }

  /** Whether this is what its key holds now. */
  boolean isNewest(Delivery delivery) {
    return current(delivery.object().key()).filter(delivery::equals).isPresent();
  }

  /** What was put under an upload's name. */
  Delivery delivery(Upload upload) {
    return delivery(upload.object());
  }

  private Delivery delivery(ObjectVersion object) {
    return deliveries.stream()
        .filter(delivery -> delivery.object().equals(object))
        .findFirst()
        .orElseThrow(() -> new Violation(Invariant.ROWS, "nobody delivered " + object));
  }

  List<Delivery> deliveries() {
    return deliveries;
  }

  /** Whether nothing was put under its key later. */
  boolean isLast(Delivery delivery) {
    return deliveries.stream().noneMatch(other -> isLater(other, delivery));
  }

  /** Whether the object may have been found missing. */
  boolean wasDeleted(Delivery delivery) {
    return deleted.contains(delivery)
        || versioning == Versioning.OFF && deleted.stream().anyMatch(it -> isLater(it, delivery));
  }

  /** Whether other bytes may have been found in the object's place. */
  boolean wasReplaced(Delivery delivery) {
    return versioning == Versioning.OFF
        && deliveries.stream()
            .filter(other -> isLater(other, delivery))
            .anyMatch(other -> !other.object().etag().equals(delivery.object().etag()));
  }

  private static boolean isLater(Delivery one, Delivery other) {
    return one.object().key().equals(other.object().key())
        && one.object().lastModified().isAfter(other.object().lastModified());
  }
}
