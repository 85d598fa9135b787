package dev.sheaf.core.exact;

import dev.sheaf.core.row.ColumnVector;

/**
 * One exact state per group of the values of one column. Groups are numbered from 0; the state of a
 * group is at first that of no values. What is written depends on the multiset of values alone:
 * merging is associative and commutative, and the state of no values changes nothing.
 *
 * <p>Not for use by two threads at once.
 */
public interface GroupStates {

  /** Makes room for groups 0 to {@code groups - 1}. */
  void reserve(int groups);

  /**
   * Adds the value of each row to the state of the row's group; NULLs are passed over.
   *
   * @param groups by row, each below what was reserved
   */
  void add(ColumnVector values, int[] groups, int rows);

  /** Adds what {@link #write} wrote of some group to this group. */
  void merge(int group, StateInput in);

  void write(int group, StateOutput out);

  /** Makes the state of the group that of no values. */
  void clear(int group);

  /** Roughly the bytes of heap that all states take. */
  long heapBytes();
}
