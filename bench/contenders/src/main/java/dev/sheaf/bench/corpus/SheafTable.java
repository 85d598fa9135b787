package dev.sheaf.bench.corpus;

import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.framing.RecordState;
import dev.sheaf.core.inference.Head;
import dev.sheaf.core.inference.LayoutDetector;
import dev.sheaf.core.inference.TypeInference;
import dev.sheaf.core.record.SegmentReader;
import dev.sheaf.core.record.TextLayout;
import dev.sheaf.core.reject.Reject;
import dev.sheaf.core.row.ColumnVector;
import dev.sheaf.core.row.RowBatch;
import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.core.upload.Upload;
import dev.sheaf.core.upload.UploadRefusedException;
import dev.sheaf.core.value.ValueText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What Sheaf makes of a file.
 *
 * @param records in the order of the file: the values of a row, or empty for a reject
 */
record SheafTable(
    Definition definition,
    TextLayout layout,
    List<Optional<List<@Nullable String>>> records,
    List<Reject> rejects) {
  private static final String SOURCE = "default";

  /**
   * The definition that Sheaf infers.
   *
   * @throws UploadRefusedException if it infers none
   */
  static Definition infer(String key, byte[] bytes) {
    ObjectVersion object = new ObjectVersion("", key, null, "", Instant.EPOCH, bytes.length);
    return TypeInference.infer(
        new Upload(object, "d", SOURCE), bytes.length, new BytesReader(bytes));
  }

  /**
   * Reads the file.
   *
   * @throws UploadRefusedException if it cannot be read by this definition
   */
  static SheafTable read(String key, byte[] bytes, Definition definition) {
    BytesReader object = new BytesReader(bytes);
    TextLayout layout =
        LayoutDetector.detect(
            Head.read(object, bytes.length),
            definition.source(SOURCE),
            key,
            definition.columns().stream().map(Column::name).toList());
    layout.requireFit(definition, SOURCE);
    TreeMap<Long, Optional<List<@Nullable String>>> records = new TreeMap<>();
    List<Reject> rejects = new ArrayList<>();
    if (layout.dataStart() < bytes.length) {
      SegmentReader reader =
          new SegmentReader(
              new SegmentReader.Segment(
                  bytes.length,
                  layout,
                  definition,
                  SOURCE,
                  layout.dataStart(),
                  bytes.length,
                  SegmentReader.DEFAULT_MAX_RECORD_BYTES),
              object,
              RecordState.RECORD_START,
              rejects::add);
      RowBatch batch = new RowBatch(reader.schema());
      for (reader.fill(batch); batch.rows() > 0; reader.fill(batch)) {
        for (int row = 0; row < batch.rows(); row++) {
          records.put(batch.offset(row), Optional.of(values(definition, batch, row)));
        }
      }
      if (reader.outcome().failure() != null) {
        throw new UploadRefusedException(reader.outcome().failure().toString());
      }
    }
    rejects.forEach(reject -> records.put(reject.offset(), Optional.empty()));
    return new SheafTable(definition, layout, new ArrayList<>(records.values()), rejects);
  }

  private static List<@Nullable String> values(Definition definition, RowBatch batch, int row) {
    List<@Nullable String> values = new ArrayList<>();
    for (int column = 0; column < definition.columns().size(); column++) {
      ColumnVector vector = batch.column(column);
      values.add(
          vector.isNull(row)
              ? null
              : ValueText.of(definition.columns().get(column).type(), vector, row));
    }
    return values;
  }
}
