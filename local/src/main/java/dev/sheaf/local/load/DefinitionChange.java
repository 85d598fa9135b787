package dev.sheaf.local.load;

import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.Definitions;
import dev.sheaf.core.dataset.Evolution;
import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.local.session.Catalog;
import java.util.List;
import java.util.Optional;

/** Makes a definition the current one of its dataset. */
public enum DefinitionChange {
  /** The dataset had none. */
  FIRST,
  CHANGED,
  /** It was the current one already. */
  UNCHANGED;

  /** Stores the definition, whether or not it fits the rows that are there. */
  public static DefinitionChange apply(Catalog catalog, Definition definition) {
    Definitions.Outcome outcome = catalog.definitions().apply(definition);
    return outcome
        .before()
        .map(before -> before.equals(outcome.now()) ? UNCHANGED : CHANGED)
        .orElse(FIRST);
  }

  /** Why the rows that are there would have to be made anew under a definition; empty: they fit. */
  public static List<String> obstacles(Catalog catalog, Definition definition) {
    Optional<Manifest> head = catalog.snapshots().head(definition.dataset());
    return head.map(
            manifest ->
                Evolution.obstacles(
                    catalog.definitions().pinned(manifest.dataset(), manifest.definitionDigest()),
                    definition))
        .orElse(List.of());
  }

  /**
   * Makes sure that new uploads can go beside the rows that are there.
   *
   * @throws InputException if these would first have to be made anew
   */
  static void requireFitting(Catalog catalog, Definition definition, String remedy) {
    List<String> obstacles = obstacles(catalog, definition);
    if (!obstacles.isEmpty()) {
      throw new InputException(
          "the definition of %s does not fit its rows: %s; %s"
              .formatted(definition.dataset(), String.join("; ", obstacles), remedy));
    }
  }
}
