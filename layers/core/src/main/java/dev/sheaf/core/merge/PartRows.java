package dev.sheaf.core.merge;

import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.part.Traced;
import dev.sheaf.core.row.ColumnVector;
import dev.sheaf.core.row.FingerprintVersion;
import dev.sheaf.core.row.RowBatch;
import dev.sheaf.core.row.RowSource;
import dev.sheaf.core.snapshot.FirstAndLastKey;
import dev.sheaf.core.value.ValueText;
import dev.sheaf.core.zone.ObservedRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The next rows of a merge, as many as make a part, and what is to be said of them. */
final class PartRows implements RowSource {
  private final RowSource winners;
  private final RowSchema visible;
  private final FingerprintVersion version;
  private final Uploads uploads;
  private final int[] key;
  private final long enough;
  private final Set<String> found = new TreeSet<>();
  private List<String> first = List.of();
  private List<String> last = List.of();
  private long rows;
  private long lastUpload;

  /**
   * @param winners of the columns {@link Traced#bySource} of {@code visible}
   * @param key places of its columns; none: the rows have no keys
   * @param enough with so many rows the part ends, or soon after
   */
  PartRows(
      RowSource winners,
      RowSchema visible,
      FingerprintVersion version,
      Uploads uploads,
      int[] key,
      long enough) {
    this.version = version;
    this.winners = winners;
    this.visible = visible;
    this.uploads = uploads;
    this.key = key;
    this.enough = enough;
  }

  @Override
  public RowSchema schema() {
    return winners.schema();
  }

  @Override
  public void fill(RowBatch batch) {
    if (rows >= enough) {
      batch.clear();
      return;
    }
    winners.fill(batch);
    if (batch.rows() > 0) {
      note(batch);
    }
  }

  private void note(RowBatch batch) {
    ColumnVector.Longs hashes = (ColumnVector.Longs) batch.column(visible.size());
    for (int row = 0; row < batch.rows(); row++) {
      if (found.isEmpty() || hashes.value(row) != lastUpload) {
        lastUpload = hashes.value(row);
        found.add(uploads.of(lastUpload).id());
      }
    }
    if (rows == 0) {
      first = keyOf(batch, 0);
    }
    last = keyOf(batch, batch.rows() - 1);
    rows += batch.rows();
  }

  private List<String> keyOf(RowBatch batch, int row) {
    return Arrays.stream(key)
        .mapToObj(
            column -> ValueText.of(visible.fields().get(column).type(), batch.column(column), row))
        .toList();
  }

  /** These rows, of which the visible columns are observed. */
  ObservedRows observed() {
    return new ObservedRows(this, visible, version);
  }

  FingerprintVersion version() {
    return version;
  }

  /** Ids of the uploads of the rows that went by. */
  List<String> uploads() {
    return new ArrayList<>(found);
  }

  /** Of the rows that went by; null if they have no keys. */
  @Nullable FirstAndLastKey keys() {
    return key.length == 0 ? null : new FirstAndLastKey(first, last);
  }
}
