package dev.sheaf.core.snapshot;

import dev.sheaf.core.dataset.RowSchema;
import java.util.List;
import java.util.Set;

/** A snapshot to be read from: of what its manifest says, no more is fetched than is asked for. */
public interface Snapshot {
  /** A snapshot of which everything is known. */
  static Snapshot of(Manifest manifest) {
    return new WholeSnapshot(manifest);
  }

  String dataset();

  int version();

  RowSchema schema();

  /** How many rows it has. */
  long rows();

  /** Size of all parts together. */
  long bytes();

  /** How many parts it has. */
  int partCount();

  /**
   * The parts that may hold rows for which all predicates are true, in the order of the rows. They do
   * not tell their uploads.
   */
  List<Part> parts(List<Predicate> predicates);

  /** All of it. */
  Manifest manifest();

  /**
   * Adds the keys of all objects of which it consists, but for its root. A page that is among them
   * already is not read again.
   */
  void addObjects(Set<String> keys);
}
