package dev.sheaf.core.transform;

import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.row.ColumnVector;
import dev.sheaf.core.row.RowBatch;
import dev.sheaf.core.value.ValueText;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * Checks the rule that makes a transform fit for segments: the result on some rows equals the
 * concatenation of the results on random splits of them, rows that fail included.
 */
final class SplitInvariance {
  private static final int SPLITS = 3;
  private static final int MAX_CUTS = 12;
  private static final int MAX_SHOWN = 40;

  private final RowTransform transform;
  private final RowBatch rows;
  private final RowBatch whole;
  private final BitSet wholeFailed = new BitSet();

  private SplitInvariance(RowTransform transform, RowBatch rows) {
    this.transform = transform;
    this.rows = rows;
    this.whole = new RowBatch(transform.schema());
    apply(0, rows.rows(), whole, wholeFailed);
  }

  /**
   * Transforms the rows whole and in pieces.
   *
   * @param seed of the cuts
   * @throws TransformException if that makes a difference; it says which
   */
  static void require(RowTransform transform, RowBatch rows, long seed) {
    SplitInvariance check = new SplitInvariance(transform, rows);
    SplittableRandom random = new SplittableRandom(seed);
    for (int split = 0; split < SPLITS; split++) {
      check.requireSameInPieces(random);
    }
  }

  private void requireSameInPieces(SplittableRandom random) {
    TreeSet<Integer> ends = new TreeSet<>();
    for (int cut = random.nextInt(1, MAX_CUTS + 1); cut > 0 && rows.rows() > 1; cut--) {
      ends.add(random.nextInt(1, rows.rows()));
    }
    ends.add(rows.rows());
    RowBatch pieces = new RowBatch(transform.schema());
    BitSet failed = new BitSet();
    int from = 0;
    for (int end : ends) {
      apply(from, end, pieces, failed);
      from = end;
    }
    requireSame(pieces, failed);
  }

  private void apply(int from, int to, RowBatch out, BitSet failed) {
    Bisection.apply(transform, rows, from, to, out, (row, reason) -> failed.set(row));
  }

  private void requireSame(RowBatch pieces, BitSet failed) {
    if (!failed.equals(wholeFailed)) {
      throw broken("it fails on other rows");
    }
    if (pieces.rows() != whole.rows()) {
      throw broken("%d rows become %d".formatted(whole.rows(), pieces.rows()));
    }
    for (int row = 0; row < whole.rows(); row++) {
      if (pieces.offset(row) != whole.offset(row)) {
        throw broken("other rows are kept");
      }
      for (int column = 0; column < transform.schema().size(); column++) {
        requireSame(pieces, row, column);
      }
    }
  }

  private void requireSame(RowBatch pieces, int row, int column) {
    ColumnVector one = whole.column(column);
    ColumnVector other = pieces.column(column);
    boolean same =
        one.isNull(row) || other.isNull(row)
            ? one.isNull(row) == other.isNull(row)
            : one.compare(row, other, row) == 0;
    if (!same) {
      RowSchema.Field field = transform.schema().fields().get(column);
      throw broken(
          "'%s' is %s here and %s there"
              .formatted(field.name(), text(field, one, row), text(field, other, row)));
    }
  }

  private static String text(RowSchema.Field field, ColumnVector values, int row) {
    if (values.isNull(row)) {
      return "NULL";
    }
    String text = ValueText.of(field.type(), values, row);
    return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
  }

  private static TransformException broken(String how) {
    return new TransformException(
        "the result for a row depends on the rows beside it, or on chance: with the same rows cut in other places, "
            + how);
  }
}
