package dev.sheaf.core.row;

import dev.sheaf.core.dataset.RowSchema;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Version 1. A row's hash is XXH3-128 (seed 0) of its canonical encoding: for each column that is
 * not NULL, by folded name in the order of Unicode code points,
 *
 * <ol>
 *   <li>the folded name: length in UTF-8 bytes (4 bytes), then those bytes;
 *   <li>the type: one byte, see {@link RowEncoder#tag};
 *   <li>the value: BOOLEAN one byte; BIGINT, DATE (days) and TIMESTAMP (microseconds) 8 bytes;
 *       DOUBLE the 8 bytes of IEEE 754 with -0.0 as 0.0 and every NaN as 7ff8000000000000; DECIMAL
 *       without trailing zeros of its fraction, its scale (1 byte) and its unscaled value (16
 *       bytes), so that neither precision nor scale of the column matters; VARCHAR and JSON length
 *       in bytes (4 bytes) and UTF-8 bytes.
 * </ol>
 *
 * <p>All numbers are big-endian two's complement.
 */
final class EncodedRowHasher extends RowHasher {
  private final int[] order;
  private final RowEncoder encoder;
  private final Xxh3 hash = new Xxh3();

  EncodedRowHasher(RowSchema schema) {
    List<RowSchema.Field> fields = schema.fields();
    this.order =
        IntStream.range(0, fields.size())
            .boxed()
            .sorted(
                Comparator.comparing(
                    i -> folded(fields.get(i)), EncodedRowHasher::compareCodePoints))
            .mapToInt(Integer::intValue)
            .toArray();
    this.encoder = new RowEncoder(schema);
  }

  @Override
  void hash(RowBatch batch, long[] high, long[] low) {
    for (int row = 0; row < batch.rows(); row++) {
      encoder.clear();
      for (int column : order) {
        ColumnVector values = batch.column(column);
        if (!values.isNull(row)) {
          encoder.append(column, values, row);
        }
      }
      hash.hash(encoder.bytes(), 0, encoder.length());
      high[row] = hash.high();
      low[row] = hash.low();
    }
  }

  private static int compareCodePoints(String left, String right) {
    return Arrays.compare(left.codePoints().toArray(), right.codePoints().toArray());
  }
}
