package dev.sheaf.core.keeper;

import dev.sheaf.core.dataset.DatasetTable;
import dev.sheaf.core.dataset.Definitions;
import dev.sheaf.core.merge.Compaction;
import dev.sheaf.core.merge.CompactionSizes;
import dev.sheaf.core.run.HintMessage;
import dev.sheaf.core.run.HintQueue;
import dev.sheaf.core.run.OneByOne;
import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.core.snapshot.Operation;
import dev.sheaf.core.snapshot.Snapshots;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks for the compaction of datasets that have small parts side by side. */
public final class Compactor {
  private final DatasetTable datasets;
  private final Definitions definitions;
  private final Snapshots snapshots;
  private final HintQueue hints;
  private final CompactionSizes sizes;

  public Compactor(
      DatasetTable datasets,
      Definitions definitions,
      Snapshots snapshots,
      HintQueue hints,
      CompactionSizes sizes) {
    this.datasets = datasets;
    this.definitions = definitions;
    this.snapshots = snapshots;
    this.hints = hints;
    this.sizes = sizes;
  }

  /**
   * Looks at all datasets, also after one could not be read. Asking again for a version is the same
   * operation, so this may be repeated.
   *
   * @return what was asked for
   * @throws RuntimeException the first failure, with the others suppressed, once all had their turn
   */
  public List<Operation> compact() {
    List<Operation> asked = new ArrayList<>();
    OneByOne.forEach(
        datasets.datasets(),
        dataset ->
            snapshots
                .head(dataset)
                .flatMap(this::operation)
                .ifPresent(
                    operation -> {
                      hints.send(new HintMessage.OfOperation(operation));
                      asked.add(operation);
                    }));
    return asked;
  }

  private Optional<Operation> operation(Manifest head) {
    boolean isWorthIt =
        !Compaction.groups(
                definitions.pinned(head.dataset(), head.definitionDigest()).integration(),
                head.parts(),
                sizes)
            .isEmpty();
    return isWorthIt
        ? Optional.of(new Operation.Compact("compact-" + head.version(), head.dataset()))
        : Optional.empty();
  }
}
