package dev.sheaf.core.commit;

import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.Definitions;
import dev.sheaf.core.dataset.Evolution;
import dev.sheaf.core.snapshot.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which complete runs go into the next snapshot, and under which definition: all rows of a snapshot
 * are made under definitions that {@linkplain Evolution fit} each other.
 *
 * <p>Once a definition was applied that does not fit the rows of HEAD, what was read under it waits
 * until it can take the place of all of them, and HEAD goes on under the definition it has.
 *
 * @param outdated runs that can be in no snapshot any more: their definition was given up
 */
record RunChoice(
    Definition definition, List<RunVerdict.Complete> runs, List<RunVerdict.Complete> outdated) {
  RunChoice {
    runs = List.copyOf(runs);
    outdated = List.copyOf(outdated);
  }

  /**
   * Chooses.
   *
   * @param wanted the current definition
   * @param open complete runs of the dataset that are open
   */
  static RunChoice of(
      Definition wanted,
      Definitions definitions,
      Optional<Manifest> head,
      Recency recency,
      List<RunVerdict.Complete> open) {
    List<RunVerdict.Complete> fitting = fitting(open, wanted, definitions);
    Definition before = head.map(manifest -> pinned(definitions, manifest)).orElse(wanted);
    if (fits(before, wanted)) {
      return new RunChoice(wanted, fitting, without(open, fitting));
    }
    SnapshotBuilder rebuilt = new SnapshotBuilder(wanted, head, recency);
    fitting.forEach(run -> run.loaded().forEach(loaded -> rebuilt.add(loaded.live())));
    boolean broken =
        fitting.stream()
            .flatMap(run -> run.notLoaded().stream())
            .anyMatch(notLoaded -> rebuilt.isInHead(notLoaded.upload()));
    return broken || rebuilt.hasNothingOfHead()
        ? new RunChoice(wanted, fitting, without(open, fitting))
        : new RunChoice(before, lossless(open, before, definitions), List.of());
  }

  /** Those that fit a definition from before without losing a column that it does not have yet. */
  private static List<RunVerdict.Complete> lossless(
      List<RunVerdict.Complete> open, Definition definition, Definitions definitions) {
    return fitting(open, definition, definitions).stream()
        .filter(run -> !Evolution.drops(definition(run, definitions), definition))
        .toList();
  }

  private static Definition definition(RunVerdict.Complete run, Definitions definitions) {
    return definitions.pinned(run.run().plan().dataset(), run.run().plan().definitionDigest());
  }

  private static List<RunVerdict.Complete> fitting(
      List<RunVerdict.Complete> open, Definition definition, Definitions definitions) {
    return open.stream().filter(run -> fits(definition(run, definitions), definition)).toList();
  }

  private static List<RunVerdict.Complete> without(
      List<RunVerdict.Complete> all, List<RunVerdict.Complete> some) {
    List<RunVerdict.Complete> rest = new ArrayList<>(all);
    rest.removeAll(some);
    return rest;
  }

  private static boolean fits(Definition rows, Definition wanted) {
    return rows.digest().equals(wanted.digest()) || Evolution.obstacles(rows, wanted).isEmpty();
  }

  private static Definition pinned(Definitions definitions, Manifest manifest) {
    return definitions.pinned(manifest.dataset(), manifest.definitionDigest());
  }
}
