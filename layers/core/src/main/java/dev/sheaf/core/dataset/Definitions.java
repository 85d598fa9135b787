package dev.sheaf.core.dataset;

import dev.sheaf.core.store.Lake;
import dev.sheaf.core.store.LakeKeys;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The definitions of all datasets: content in the lake, by digest; the current digest in a table. */
public final class Definitions {
  private final Lake lake;
  private final DatasetTable table;
  private final ConcurrentHashMap<String, Definition> byDigest = new ConcurrentHashMap<>();

  public Definitions(Lake lake, DatasetTable table) {
    this.lake = lake;
    this.table = table;
  }

  /** The current definition of a dataset. */
  public Optional<Definition> current(String dataset) {
    return table.definitionDigest(dataset).map(digest -> pinned(dataset, digest));
  }

  /**
   * A definition by its digest, as a run pinned it.
   *
   * @throws IllegalStateException if the lake does not hold it: the store is damaged
   */
  public Definition pinned(String dataset, String digest) {
    return byDigest.computeIfAbsent(digest, missing -> load(dataset, missing));
  }

  /**
   * Gives a dataset its first definition.
   *
   * @return the definition it has now: this one, or one that was first
   */
  public Definition putFirst(Definition definition) {
    store(definition);
    String digest = table.putDefinition(definition.dataset(), definition.digest());
    return pinned(definition.dataset(), digest);
  }

  /** Makes this the dataset's current definition; runs under way keep theirs. */
  public void apply(Definition definition) {
    store(definition);
    table.replaceDefinition(definition.dataset(), definition.digest());
  }

  private void store(Definition definition) {
    RowSchema.ofUploads(definition); // A transform that was not checked must never be pinned.
    List<DefinitionFlaw> flaws = definition.flaws();
    if (!flaws.isEmpty()) {
      throw new IllegalArgumentException(
          "definition of %s: %s".formatted(definition.dataset(), flaws.get(0).message()));
    }
    lake.put(LakeKeys.definition(definition.dataset(), definition.digest()), definition);
  }

  private Definition load(String dataset, String digest) {
    return lake.require(LakeKeys.definition(dataset, digest), Definition.class);
  }
}
