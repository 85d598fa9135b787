package dev.sheaf.core.row;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.dataset.RowSchema;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowBatchTest {
  private static final byte[] TEXT = {'a', 'b', 'c'};

  private final RowBatch batch =
      new RowBatch(new RowSchema(List.of(new RowSchema.Field("a", ColumnType.parse("varchar")))));
  private final ColumnVector.Texts texts = (ColumnVector.Texts) batch.column(0);

  @Test
  void discardedRowsLeaveNothingBehind() {
    texts.append(0, TEXT, 0, 2);
    batch.commitRow(0);
    texts.append(1, TEXT, 0, 3);
    batch.discardRow();
    texts.setNull(1);
    batch.discardRow();
    batch.discardRow();
    assertThat(texts.usedBytes()).isEqualTo(2);
    texts.append(1, TEXT, 2, 1);
    batch.commitRow(9);
    assertThat(texts.isNull(1)).isFalse();
    assertThat(texts.text(0)).isEqualTo("ab");
    assertThat(texts.text(1)).isEqualTo("c");
    assertThat(batch.offset(1)).isEqualTo(9);
  }

  @Test
  void clearedBatchIsEmpty() {
    texts.setNull(0);
    batch.commitRow(0);
    batch.clear();
    assertThat(batch.rows()).isZero();
    assertThat(texts.isNull(0)).isFalse();
    assertThat(texts.usedBytes()).isZero();
  }
}
