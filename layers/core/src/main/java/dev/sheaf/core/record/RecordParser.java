package dev.sheaf.core.record;

import dev.sheaf.core.row.RowBatch;
import dev.sheaf.core.value.Violation;
import java.util.List;

/**
 * Frames and parses the records of one format, one after the other: first {@link #frame}, then, if
 * it found the end, {@link #parse} of the same record.
 */
public interface RecordParser {
  /** In place of an end: the record goes on after the bytes at hand. */
  int INCOMPLETE = -1;

  /** In place of an end: the upload ends within quotes, at {@link #openQuote}. */
  int UNTERMINATED = -2;

  /** What comes after the bytes at hand. */
  enum Tail {
    MORE_BYTES,
    END_OF_UPLOAD
  }

  /** What a record is. */
  enum Verdict {
    ROW,
    SKIPPED,
    REJECT
  }

  /**
   * Finds the end of the record that begins at {@code from}.
   *
   * @param bytes one per code unit
   * @return the position after its line end, or INCOMPLETE or UNTERMINATED
   */
  int frame(byte[] bytes, int from, int limit, Tail tail);

  /** Says that the next record is the first below the header, which may be one more line of it. */
  default void beginData() {}

  /** Position of the last quote that was not closed. */
  int openQuote();

  /**
   * Parses the record that was just framed into the next row of the batch, which is neither
   * committed nor discarded.
   *
   * @param end as returned by {@link #frame}
   * @param violations takes all that is wrong; empty before
   */
  Verdict parse(byte[] bytes, int from, int end, RowBatch batch, List<Violation> violations);
}
