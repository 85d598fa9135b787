package dev.sheaf.core.row;

import dev.sheaf.core.dataset.RowSchema;
import java.util.Locale;

/**
 * Sums up rows as a {@link Fingerprint}. {@link FingerprintVersion} makes one, and says how a row is
 * hashed. What every version keeps:
 *
 * <ul>
 *   <li>NULLs are left out, so a new column that is NULL everywhere changes nothing; an empty text
 *       is a value like others;
 *   <li>columns are told apart by folded name and by type, so neither their order nor the case of
 *       their names matters, and a DATE is no BIGINT;
 *   <li>-0.0 is 0.0, and every NaN is the same; of a DECIMAL neither precision nor scale of its
 *       column matters.
 * </ul>
 *
 * <p>Not for use by two threads at once.
 */
public abstract sealed class RowHasher permits EncodedRowHasher, ColumnHasher {
  private final long[] highHashes = new long[RowBatch.CAPACITY];
  private final long[] lowHashes = new long[RowBatch.CAPACITY];
  private long high;
  private long low;

  /** Adds all rows of the batch. */
  public final void add(RowBatch batch) {
    hash(batch, highHashes, lowHashes);
    for (int row = 0; row < batch.rows(); row++) {
      addHash(highHashes[row], lowHashes[row]);
    }
  }

  /** Of all rows added so far. */
  public final Fingerprint fingerprint() {
    return new Fingerprint(high, low);
  }

  /**
   * Hashes each row of the batch.
   *
   * @param highs gets the upper halves, by row
   * @param lows gets the lower halves
   */
  abstract void hash(RowBatch batch, long[] highs, long[] lows);

  public static String folded(RowSchema.Field field) {
    return field.name().toLowerCase(Locale.ROOT);
  }

  private void addHash(long hashHigh, long hashLow) {
    low += hashLow;
    high += hashHigh + (Long.compareUnsigned(low, hashLow) < 0 ? 1 : 0);
  }
}
