package dev.sheaf.core.aggregate;

import dev.sheaf.core.record.ColumnVector;

/** States that are the least or the greatest value. */
interface Extremes extends GroupStates {

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
}
