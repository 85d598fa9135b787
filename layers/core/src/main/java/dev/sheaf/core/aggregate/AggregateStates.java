package dev.sheaf.core.aggregate;

import dev.sheaf.core.dataset.Measure;
import dev.sheaf.core.exact.GroupStates;
import dev.sheaf.core.exact.StateInput;
import dev.sheaf.core.exact.StateOutput;
import dev.sheaf.core.exact.SumOverflowException;
import dev.sheaf.core.exact.ValueCounts;
import dev.sheaf.core.row.ColumnVector;
import dev.sheaf.core.row.RowBatch;
import java.util.ArrayList;
import java.util.List;

/** All that an aggregation keeps of its groups, numbered from 0: rows, and states per column. */
final class AggregateStates {
  private final StateLayout layout;
  private final ValueCounts rowCounts = new ValueCounts();
  private final List<ColumnStates> columns = new ArrayList<>();
  private final List<GroupStates> all = new ArrayList<>();

  AggregateStates(StateLayout layout) {
    this.layout = layout;
    all.add(rowCounts);
    for (StateLayout.Measured column : layout.measured()) {
      ColumnStates states =
          new ColumnStates(column.input().field().type(), StatePart.of(column.measures()));
      columns.add(states);
      all.addAll(states.all());
    }
  }

  void reserve(int groups) {
    for (GroupStates states : all) {
      states.reserve(groups);
    }
  }

  /** Adds each row to its group. */
  void add(RowBatch batch, int[] groups) {
    rowCounts.addAll(groups, batch.rows());
    for (int i = 0; i < columns.size(); i++) {
      ColumnVector values = batch.column(layout.measured().get(i).input().index());
      for (GroupStates states : columns.get(i).all()) {
        states.add(values, groups, batch.rows());
      }
    }
  }

  long rows(int group) {
    return rowCounts.count(group);
  }

  void write(int group, StateOutput out) {
    for (GroupStates states : all) {
      states.write(group, out);
    }
  }

  /** Adds what {@link #write} wrote of some group to this group. */
  void merge(int group, StateInput in) {
    for (GroupStates states : all) {
      states.merge(group, in);
    }
  }

  void clear(int group) {
    for (GroupStates states : all) {
      states.clear(group);
    }
  }

  long heapBytes() {
    long bytes = 0;
    for (GroupStates states : all) {
      bytes += states.heapBytes();
    }
    return bytes;
  }

  /**
   * Sets the columns after those of the group in the next row of a batch of the result.
   *
   * @throws SumOverflowException if a sum has more than 38 digits
   */
  void finish(int group, RowBatch result) {
    int row = result.rows();
    int to = layout.groupBy().size();
    ((ColumnVector.Longs) result.column(to++)).set(row, rows(group));
    for (int i = 0; i < columns.size(); i++) {
      StateLayout.Measured column = layout.measured().get(i);
      for (Measure measure : column.measures()) {
        if (!columns.get(i).finish(measure, group, rows(group), result.column(to), row)) {
          throw new SumOverflowException(
              column.input().field().name(),
              result.schema().fields().get(to).type(),
              GroupText.of(layout, result));
        }
        to++;
      }
    }
  }
}
