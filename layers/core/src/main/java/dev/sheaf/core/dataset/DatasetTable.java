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

  /**
   * The definition that a dataset has.
   *
   * @param revision 1 for its first definition, one more with every change; an item of a time
   *     before there were revisions has 1
   */
  record Current(String digest, long revision) {
    /** The revision of a dataset's first definition. */
    public static final long FIRST = 1;

    public Current {
      if (revision < FIRST) {
        throw new IllegalArgumentException("revision %d of a definition".formatted(revision));
      }
    }

    /** What follows when another definition is put in its place. */
    public Current next(String other) {
      return new Current(other, revision + 1);
    }
  }

  /** Names of all datasets that have a definition, sorted. */
  List<String> datasets();

  /** Names of all datasets that have a definition, or had one until it was taken away, sorted. */
  List<String> everNamed();

  /** The dataset's current definition. */
  Optional<Current> definition(String dataset);

  /**
   * Records the definition of a dataset that has none, the first or after the last was removed.
   *
   * @return what the dataset has: this one, or another that was first
   */
  Current putDefinition(String dataset, String digest);

  /**
   * Makes another definition the current one, unless it was changed meanwhile.
   *
   * @param read what was there when the change was worked out
   * @return whether the dataset's definition is the {@linkplain Current#next next} one now; false:
   *     another change came first, and nothing was done
   */
  boolean replaceDefinition(String dataset, Current read, String digest);

  /**
   * Takes a definition away, unless it was changed meanwhile. The next one that the dataset gets
   * has the {@linkplain Current#next next} revision: none is given twice. May be repeated.
   *
   * @param read what is to be taken away
   * @return whether the dataset has no definition now, and had this one last
   */
  boolean removeDefinition(String dataset, Current read);

  /** What was taken away last from a dataset that has no definition since. */
  Optional<Current> lastRemoved(String dataset);
}
