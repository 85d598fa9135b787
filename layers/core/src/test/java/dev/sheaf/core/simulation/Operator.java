package dev.sheaf.core.simulation;

import dev.sheaf.core.run.HintMessage;
import dev.sheaf.core.run.HintQueue;
import dev.sheaf.core.snapshot.Contribution;
import dev.sheaf.core.snapshot.ManifestStore;
import dev.sheaf.core.snapshot.Operation;
import dev.sheaf.core.snapshot.SnapshotRecord;
import dev.sheaf.core.snapshot.Snapshots;
import dev.sheaf.core.snapshot.Tag;
import dev.sheaf.core.store.Lake;
import dev.sheaf.core.testing.InMemoryObjectStore;
import dev.sheaf.core.testing.InMemoryTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Somebody who asks for operations and gives tags, at any time, and asks again while none ended. */
final class Operator {
  private final Random random;
  private final InMemoryTable table;
  private final Snapshots snapshots;
  private final HintQueue hints;
  private final List<String> datasets;
  private final List<Operation> asked = new ArrayList<>();
  private final Set<String> tagged = new HashSet<>();
  private final boolean active;
  private int actions;

  /**
   * @param random of its own, so that worlds without an operator stay as they are
   * @param actions how often it does something
   */
  Operator(
      Random random,
      InMemoryObjectStore store,
      InMemoryTable table,
      HintQueue hints,
      List<String> datasets,
      int actions) {
    this.random = random;
    this.table = table;
    this.snapshots = new Snapshots(new ManifestStore(new Lake(store, World.LAKE)), table);
    this.hints = hints;
    this.datasets = datasets;
    this.actions = actions;
    this.active = actions > 0;
  }

  /** Whether it did, or will do, anything. */
  boolean isActive() {
    return active;
  }

  boolean hasMore() {
    return actions > 0;
  }

  /** Does the next thing, if there is anything to do it to. */
  void act() {
    String dataset = datasets.get(random.nextInt(datasets.size()));
    Optional<SnapshotRecord> head = table.head(dataset);
    if (head.isEmpty()) {
      return;
    }
    actions--;
    int version = 1 + random.nextInt(head.get().version());
    switch (random.nextInt(10)) {
      case 0, 1, 2 -> ask(new Operation.Rollback(id(), dataset, version));
      case 3, 4 -> retract(dataset);
      case 5, 6 -> tag(dataset, version);
      case 7, 8 -> ask(new Operation.Compact(id(), dataset));
      default -> askAgain();
    }
  }

  /** Asks again for what has not ended. */
  void askAgain() {
    unended().forEach(operation -> hints.send(new HintMessage.OfOperation(operation)));
  }

  List<Operation> unended() {
    return asked.stream()
        .filter(operation -> table.operation(operation.dataset(), operation.id()).isEmpty())
        .toList();
  }

  /** Whether it ever gave this version a tag; it takes none away. */
  boolean gaveTag(String dataset, int version) {
    return tagged.contains(dataset + "#" + version);
  }

  private void retract(String dataset) {
    List<String> uploads =
        snapshots.head(dataset).orElseThrow().contributions().stream()
            .map(Contribution::upload)
            .map(upload -> upload.id())
            .toList();
    if (!uploads.isEmpty()) {
      ask(
          new Operation.Retract(
              id(), dataset, List.of(uploads.get(random.nextInt(uploads.size())))));
    }
  }

  private void tag(String dataset, int version) {
    Tag tag = new Tag("t" + tagged.size(), version);
    if (table.tag(dataset, tag) == InMemoryTable.Tagging.TAGGED) {
      tagged.add(dataset + "#" + version);
    }
  }

  private void ask(Operation operation) {
    asked.add(operation);
    hints.send(new HintMessage.OfOperation(operation));
    if (random.nextInt(3) == 0) {
      hints.send(new HintMessage.OfOperation(operation));
    }
  }

  private String id() {
    return "op" + asked.size();
  }
}
