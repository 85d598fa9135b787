package dev.sheaf.core.transform;

import dev.sheaf.core.reject.Reject;
import dev.sheaf.core.reject.RejectSink;
import dev.sheaf.core.row.RowBatch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Rejects of parser and transform in the order of the upload. Those between the rows of a batch wait
 * until it is transformed; that is as many as a batch has bytes, so memory stays bounded.
 */
final class HeldRejects implements RejectSink {
  private final RejectSink target;
  private final RowBatch batch;
  private final List<Reject> held = new ArrayList<>();

  /**
   * @param batch the one that is filled while rejects arrive
   */
  HeldRejects(RejectSink target, RowBatch batch) {
    this.target = target;
    this.batch = batch;
  }

  @Override
  public void accept(Reject reject) {
    if (batch.rows() == 0) {
      target.accept(reject);
    } else {
      held.add(reject);
    }
  }

  /** Hands on what waits. */
  void release() {
    held.sort(Comparator.comparingLong(Reject::offset));
    held.forEach(target::accept);
    held.clear();
  }
}
