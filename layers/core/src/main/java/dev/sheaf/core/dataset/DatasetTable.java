package dev.sheaf.core.dataset;

import java.util.List;
import java.util.Optional;

/**
 * Which datasets there are, and which definition each has. Reads are strongly consistent.
 *
 * <p>All methods throw {@link dev.sheaf.core.store.TransientException} where the table did not
 * answer.
 */
public interface DatasetTable {

  /** Names of all datasets, sorted. */
  List<String> datasets();

  /** Digest of the dataset's current definition. */
  Optional<String> definitionDigest(String dataset);

  /**
   * Records the definition of a dataset that has none.
   *
   * @return the digest that the dataset has: this one, or the one that was first
   */
  String putDefinition(String dataset, String digest);

  /** Makes another definition the current one. */
  void replaceDefinition(String dataset, String digest);
}
