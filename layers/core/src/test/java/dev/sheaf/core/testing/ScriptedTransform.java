package dev.sheaf.core.testing;

import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.row.ColumnVector;
import dev.sheaf.core.row.RowBatch;
import dev.sheaf.core.transform.RowTransform;
import dev.sheaf.core.transform.RowsFailedException;
import dev.sheaf.core.transform.TransformException;

/**
 * A transform without an engine: rows as they are, except for what the words of its "SQL" say about
 * the number in the first column. {@code drop 3} drops multiples of 3; {@code fail 7} fails on
 * multiples of 7; {@code peek} lets each row see the one before, which no transform should; {@code
 * unfit} is of no use.
 */
public final class ScriptedTransform implements RowTransform {
  private final RowSchema schema;
  private final String script;

  public ScriptedTransform(RowSchema schema, String script) {
    this.schema = schema;
    this.script = script;
  }

  @Override
  public RowSchema schema() {
    return schema;
  }

  @Override
  public void apply(RowBatch rows, int from, int to, RowBatch out) {
    if (script.contains("unfit")) {
      throw new TransformException("it is unfit");
    }
    for (int row = from; row < to; row++) {
      if (isMultiple(number(rows, row), "fail ")) {
        throw new RowsFailedException("it dislikes " + number(rows, row), new Exception());
      }
    }
    for (int row = from; row < to; row++) {
      if (!isMultiple(number(rows, row), "drop ")) {
        copy(rows, row, out, script.contains("peek") && row > from ? row - 1 : row);
      }
    }
  }

  private void copy(RowBatch rows, int row, RowBatch out, int first) {
    for (int column = 0; column < schema.size(); column++) {
      copy(rows.column(column), column == 0 ? first : row, out.column(column), out.rows());
    }
    out.commitRow(rows.offset(row));
  }

  private static void copy(ColumnVector from, int row, ColumnVector to, int target) {
    if (from.isNull(row)) {
      to.setNull(target);
    } else if (from instanceof ColumnVector.Longs longs) {
      ((ColumnVector.Longs) to).set(target, longs.value(row));
    } else if (from instanceof ColumnVector.Doubles doubles) {
      ((ColumnVector.Doubles) to).set(target, doubles.value(row));
    } else if (from instanceof ColumnVector.WideDecimals decimals) {
      ((ColumnVector.WideDecimals) to).set(target, decimals.high(row), decimals.low(row));
    } else if (from instanceof ColumnVector.Texts texts) {
      ((ColumnVector.Texts) to).append(target, texts.bytes(), texts.start(row), texts.length(row));
    }
  }

  private static long number(RowBatch rows, int row) {
    ColumnVector column = rows.column(0);
    return column.isNull(row) ? 1 : ((ColumnVector.Longs) column).value(row);
  }

  private boolean isMultiple(long number, String word) {
    int at = script.indexOf(word);
    if (at < 0) {
      return false;
    }
    String rest = script.substring(at + word.length());
    return number % Long.parseLong(rest.split(" ", 2)[0]) == 0;
  }

  @Override
  public void close() {}
}
