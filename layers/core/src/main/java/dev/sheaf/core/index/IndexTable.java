package dev.sheaf.core.index;

import java.util.List;
import java.util.Optional;

/**
 * The items of indexes: texts under names, of which each is written once. Reads are strongly
 * consistent.
 *
 * <p>All methods throw {@link dev.sheaf.core.store.TransientException} where the table did not answer.
 */
public interface IndexTable {
  /** The most bytes of one item's text; DynamoDB takes 400 KB with everything. */
  int MAX_ITEM_BYTES = 380_000;

  /** An item's text, if there is one of that name. */
  Optional<String> item(String dataset, String name);

  /** Puts an item. Whoever puts the same name again puts the same text. */
  void putItem(String dataset, String name, String text);

  /** Names of all items of a dataset, sorted. */
  List<String> itemNames(String dataset);

  /** Removes an item, if it is there. */
  void removeItem(String dataset, String name);
}
