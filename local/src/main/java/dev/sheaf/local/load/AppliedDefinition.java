package dev.sheaf.local.load;

import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.Definitions;
import dev.sheaf.core.dataset.Evolution;
import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.local.session.Catalog;
import java.util.List;
import java.util.Optional;

/**
 * A definition that people declared, as it was made the current one of its dataset.
 *
 * @param definition as it is stored, with the ids of its columns
 * @param obstacles why the rows that are there would have to be made anew; empty: they fit
 */
public record AppliedDefinition(
    DefinitionChange change, Definition definition, List<String> obstacles) {
  public AppliedDefinition {
    obstacles = List.copyOf(obstacles);
  }

  /** Stores a definition, whether or not it fits the rows that are there. */
  public static AppliedDefinition of(Catalog catalog, Definition declared) {
    Definitions.Outcome outcome =
        catalog
            .definitions()
            .change(
                declared.dataset(),
                current -> declared.following(current, rows(catalog, declared.dataset())));
    Definition stored = outcome.now().definition();
    return new AppliedDefinition(
        DefinitionChange.of(outcome), stored, obstacles(rows(catalog, declared.dataset()), stored));
  }

  /**
   * Stores a definition under which new uploads can go beside the rows that are there.
   *
   * @throws InputException if these would first have to be made anew; nothing is stored then
   */
  static AppliedDefinition fitting(Catalog catalog, Definition declared, String remedy) {
    Definitions.Outcome outcome =
        catalog
            .definitions()
            .change(
                declared.dataset(),
                current -> {
                  Optional<Definition> rows = rows(catalog, declared.dataset());
                  Definition next = declared.following(current, rows);
                  requireFitting(rows, next, remedy);
                  return next;
                });
    return new AppliedDefinition(
        DefinitionChange.of(outcome), outcome.now().definition(), List.of());
  }

  /**
   * Makes sure that new uploads can go beside the rows that are there.
   *
   * @throws InputException if these would first have to be made anew
   */
  static void requireFitting(Catalog catalog, Definition current, String remedy) {
    requireFitting(rows(catalog, current.dataset()), current, remedy);
  }

  private static void requireFitting(
      Optional<Definition> rows, Definition definition, String remedy) {
    List<String> obstacles = obstacles(rows, definition);
    if (!obstacles.isEmpty()) {
      throw new InputException(
          "the definition of %s does not fit its rows: %s; %s"
              .formatted(definition.dataset(), String.join("; ", obstacles), remedy));
    }
  }

  private static List<String> obstacles(Optional<Definition> rows, Definition definition) {
    return rows.map(there -> Evolution.obstacles(there, definition)).orElse(List.of());
  }

  /** The definition under which the rows were made that there are. */
  private static Optional<Definition> rows(Catalog catalog, String dataset) {
    Optional<Manifest> head = catalog.snapshots().head(dataset);
    return head.map(manifest -> catalog.definitions().pinned(dataset, manifest.definitionDigest()));
  }
}
