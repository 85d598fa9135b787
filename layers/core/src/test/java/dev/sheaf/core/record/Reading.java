package dev.sheaf.core.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.Definition.Admission;
import dev.sheaf.core.dataset.Definition.UnknownColumns;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.dataset.Source;
import dev.sheaf.core.framing.Cuts;
import dev.sheaf.core.framing.RecordState;
import dev.sheaf.core.framing.Tiling;
import dev.sheaf.core.framing.TilingVerdict;
import dev.sheaf.core.json.Json;
import dev.sheaf.core.reject.Reject;
import dev.sheaf.core.row.ColumnVector;
import dev.sheaf.core.row.Fingerprint;
import dev.sheaf.core.row.FingerprintVersion;
import dev.sheaf.core.row.RowBatch;
import dev.sheaf.core.row.RowHasher;
import dev.sheaf.core.value.ValueText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Reads an upload in memory and keeps all that comes out. */
final class Reading {
  private final byte[] upload;
  private final TextLayout layout;
  private final Definition definition;
  private String source = "default";
  private int maxRecordBytes = SegmentReader.DEFAULT_MAX_RECORD_BYTES;
  private int chunkBytes = SegmentInput.CHUNK_BYTES;

  /**
   * What a segment gave.
   *
   * @param rows offset and canonical texts of each row
   */
  record Result(
      SegmentOutcome outcome, List<String> rows, List<Reject> rejects, Fingerprint fingerprint) {}

  Reading(byte[] upload, TextLayout layout, Definition definition) {
    this.upload = upload;
    this.layout = layout;
    this.definition = definition;
  }

  static Definition definition(UnknownColumns unknown, Column... columns) {
    return new Definition(
        "d",
        Map.of("default", Source.detected()),
        List.of(columns),
        unknown,
        1.0,
        Admission.ON_UPLOAD,
        List.of());
  }

  /** The same of another source of the definition. */
  Reading source(String name) {
    source = name;
    return this;
  }

  Reading maxRecordBytes(int bytes) {
    maxRecordBytes = bytes;
    return this;
  }

  Reading chunkBytes(int bytes) {
    chunkBytes = bytes;
    return this;
  }

  Result whole() {
    return segment(layout.dataStart(), upload.length, null);
  }

  Result segment(long from, long to, @Nullable RecordState forced) {
    List<Reject> rejects = new ArrayList<>();
    SegmentReader reader =
        new SegmentReader(
            new SegmentReader.Segment(
                upload.length, layout, definition, source, from, to, maxRecordBytes),
            new BytesReader(upload),
            forced,
            rejects::add,
            chunkBytes);
    RowBatch batch = new RowBatch(reader.schema());
    RowHasher hasher = FingerprintVersion.V1.hasher(reader.schema());
    List<String> rows = new ArrayList<>();
    for (reader.fill(batch); batch.rows() > 0; reader.fill(batch)) {
      hasher.add(batch);
      for (int row = 0; row < batch.rows(); row++) {
        rows.add("@" + batch.offset(row) + " " + Json.write(values(reader.schema(), batch, row)));
      }
    }
    return new Result(reader.outcome(), rows, rejects, hasher.fingerprint());
  }

  /** All segments of an upload, those repaired whose guess was wrong, as a run does. */
  List<Result> cut(int segmentBytes) {
    return cut(segmentBytes, index -> null);
  }

  /**
   * The same with wrong guesses.
   *
   * @param guesses for segments by index; null where the reader may guess
   */
  List<Result> cut(int segmentBytes, IntFunction<@Nullable RecordState> guesses) {
    Cuts cuts = layout.cuts(upload.length, segmentBytes);
    List<Result> parts = new ArrayList<>();
    for (int i = 0; i < cuts.count(); i++) {
      parts.add(segment(cuts.from(i), cuts.to(i), guesses.apply(i)));
    }
    TilingVerdict verdict = verdict(parts);
    if (verdict instanceof TilingVerdict.Repair repair) {
      for (TilingVerdict.Redo redo : repair.redos()) {
        int i = redo.index();
        parts.set(i, segment(cuts.from(i), cuts.to(i), redo.startState()));
      }
      verdict = verdict(parts);
    }
    assertThat(verdict).isInstanceOfAny(TilingVerdict.Verified.class, TilingVerdict.Failed.class);
    return parts;
  }

  private TilingVerdict verdict(List<Result> parts) {
    return new Tiling(
            layout.dataStart(),
            upload.length,
            parts.stream().map(part -> part.outcome().span()).toList())
        .verdict();
  }

  static List<@Nullable String> values(RowSchema schema, RowBatch batch, int row) {
    List<@Nullable String> values = new ArrayList<>();
    for (int column = 0; column < schema.size(); column++) {
      ColumnVector vector = batch.column(column);
      values.add(
          vector.isNull(row)
              ? null
              : ValueText.of(schema.fields().get(column).type(), vector, row));
    }
    return values;
  }
}
