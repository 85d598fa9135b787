package dev.sheaf.core.exact;

import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.row.ColumnVector;

/** States that are the least or the greatest value. */
public interface Extremes extends GroupStates {

  /** Which end of the values is kept. */
  enum End {
    MIN(0),
    MAX(-1);

    /** The mask under which the wanted value of two's complement numbers is the least. */
    final long flip;

    End(long flip) {
      this.flip = flip;
    }
  }

  /** Puts the group's value, of which there is one, at a row of a result. */
  void copy(int group, ColumnVector to, int row);

  /** The extremes of a column of any type but JSON. */
  static Extremes of(ColumnType type, End end) {
    if (type.isText()) {
      return new TextExtremes(end);
    }
    return type.fitsLong() || type.kind() == ColumnType.Kind.DOUBLE
        ? new FixedExtremes(end)
        : new DecimalExtremes(end);
  }
}
