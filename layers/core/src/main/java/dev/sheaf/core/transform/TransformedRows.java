package dev.sheaf.core.transform;

import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.record.ReadFailure;
import dev.sheaf.core.record.SegmentOutcome;
import dev.sheaf.core.record.SegmentRecords;
import dev.sheaf.core.record.SegmentRows;
import dev.sheaf.core.reject.RejectSink;
import dev.sheaf.core.row.Counts;
import dev.sheaf.core.row.RowBatch;
import dev.sheaf.core.value.Violation;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a segment after their transform, a batch at a time. A row on which the SQL fails makes
 * its record a reject of rule {@value #RULE}. A transform that fails on very many rows, or turns out
 * not to work row by row, fails the segment: its upload is refused.
 */
public final class TransformedRows implements SegmentRows {
  /** Rule of the rejects. */
  public static final String RULE = "transform";

  /** Rule of the rejects whose row has no key. */
  public static final String KEY_RULE = "key";

  /** Finding a row that fails takes some tries, so this many are enough to give up. */
  static final int MAX_FAILED_ROWS = 10_000;

  private final RowTransform transform;
  private final RowBatch read;
  private final HeldRejects rejects;
  private final RowKeys keys;
  private final SegmentRecords reader;
  private FirstBatch firstBatch;
  private long failed;
  private long withoutKey;
  private long rows;
  private @Nullable ReadFailure failure;

  /** Whether the first rows are also used to find out if the transform works row by row. */
  public enum FirstBatch {
    CHECKED,
    TRUSTED
  }

  /**
   * @param schema of the rows that are read
   * @param readers makes the reader, whose rejects go where it is told
   * @param key columns that no row may have NULL in; a record whose row has is a reject of rule {@value
   *     #KEY_RULE}
   * @param rejectSink all rejects, in the order of the upload
   */
  public TransformedRows(
      RowSchema schema,
      Function<RejectSink, SegmentRecords> readers,
      RowTransform transform,
      List<String> key,
      RejectSink rejectSink,
      FirstBatch firstBatch) {
    this.transform = transform;
    this.read = new RowBatch(schema);
    this.keys = new RowKeys(transform.schema(), key);
    this.rejects = new HeldRejects(rejectSink, read);
    this.reader = readers.apply(rejects);
    this.firstBatch = firstBatch;
  }

  @Override
  public RowSchema schema() {
    return transform.schema();
  }

  @Override
  public void fill(RowBatch batch) {
    batch.clear();
    // After a failure the rest is read on, for the summary of the segment.
    boolean more = true;
    while (more && batch.rows() == 0) {
      reader.fill(read);
      more = read.rows() > 0;
      if (more && failure == null) {
        transform(batch);
      }
      rejects.release();
    }
    rows += batch.rows();
  }

  @Override
  public SegmentOutcome outcome() {
    SegmentOutcome outcome = reader.outcome();
    if (outcome.failure() != null) {
      return outcome;
    }
    if (failure != null) {
      return outcome.failed(failure);
    }
    Counts parsed = outcome.counts();
    long unfit = failed + withoutKey;
    Counts counts =
        new Counts(
            parsed.framed(),
            parsed.skipped(),
            parsed.records(),
            parsed.rejects() + unfit,
            parsed.rows() - unfit - rows,
            rows);
    return outcome.withCounts(
        counts.requireBalanced("segment [%d, %d)".formatted(outcome.from(), outcome.to())));
  }

  private void transform(RowBatch batch) {
    try {
      if (firstBatch == FirstBatch.CHECKED) {
        firstBatch = FirstBatch.TRUSTED;
        SplitInvariance.require(transform, read, read.offset(0));
      }
      keys.apply(
          out -> Bisection.apply(transform, read, 0, read.rows(), out, this::reject),
          batch,
          this::rejectWithoutKey);
    } catch (TransformException e) {
      batch.clear();
      failure =
          new ReadFailure(
              ReadFailure.Kind.TRANSFORM,
              read.offset(0),
              "records from byte %d on: transform: %s".formatted(read.offset(0), e.getMessage()));
    }
  }

  private void reject(int row, String reason) {
    if (++failed > MAX_FAILED_ROWS) {
      throw new TransformException(
          "it fails on more than %d records, such as the one at byte %d: %s"
              .formatted(MAX_FAILED_ROWS, read.offset(row), reason));
    }
    rejects.accept(reader.reject(read, row, new Violation("", RULE, "", reason)));
  }

  private void rejectWithoutKey(long offset, String column) {
    withoutKey++;
    int row = 0;
    while (read.offset(row) != offset) {
      row++;
    }
    String message = "the transform gives NULL for it, and it is part of the key";
    rejects.accept(reader.reject(read, row, new Violation(column, KEY_RULE, "", message)));
  }
}
