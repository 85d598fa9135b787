package dev.sheaf.core.aggregate;

import dev.sheaf.core.dataset.Aggregation;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.row.RowBatch;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** State files in memory, of one aggregation. */
record States(RowSchema schema, StateLayout layout) {
  States(RowSchema schema, Aggregation aggregation) {
    this(schema, StateLayout.of(aggregation, schema));
  }

  byte[] of(List<? extends List<? extends @Nullable Object>> rows, int batchSize) {
    HashAggregation groups = new HashAggregation(layout, Long.MAX_VALUE);
    for (RowBatch batch : Cells.batches(schema, rows, batchSize)) {
      groups.add(batch);
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try {
      groups.writeTo(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file.toByteArray();
  }

  byte[] merge(byte[]... files) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (MergedStates merged = open(files)) {
      merged.writeTo(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file.toByteArray();
  }

  List<List<@Nullable Object>> rows(byte[]... files) {
    try (MergedStates merged = open(files)) {
      return Cells.read(new AggregateRows(merged));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  MergedStates open(byte[]... files) throws IOException {
    return new MergedStates(layout, Arrays.stream(files).map(ByteArrayInputStream::new).toList());
  }
}
