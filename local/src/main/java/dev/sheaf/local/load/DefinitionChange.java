package dev.sheaf.local.load;

import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.Evolution;
import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.local.session.Catalog;
import java.util.List;
import java.util.Optional;

/** Makes a definition the current one of its dataset, if the rows that are there allow it. */
public enum DefinitionChange {
  /** The dataset had none. */
  FIRST,
  CHANGED,
  /** It was the current one already. */
  UNCHANGED;

  /**
   * @throws InputException if the dataset has rows that do not fit; nothing has changed then
   */
  public static DefinitionChange apply(Catalog catalog, Definition definition) {
    Optional<Definition> current = catalog.definitions().current(definition.dataset());
    if (current.isPresent() && current.get().digest().equals(definition.digest())) {
      return UNCHANGED;
    }
    catalog
        .snapshots()
        .head(definition.dataset())
        .ifPresent(head -> requireFitting(catalog, head, definition));
    catalog.definitions().apply(definition);
    return current.isPresent() ? CHANGED : FIRST;
  }

  private static void requireFitting(Catalog catalog, Manifest head, Definition definition) {
    List<String> obstacles =
        Evolution.obstacles(
            catalog.definitions().pinned(head.dataset(), head.definitionDigest()), definition);
    if (!obstacles.isEmpty()) {
      throw new InputException(
          "this definition does not fit the rows of %s version %d: %s; columns keep their place, name and type, new ones are optional and at the end; for anything else define a dataset of another name"
              .formatted(head.dataset(), head.version(), String.join("; ", obstacles)));
    }
  }
}
