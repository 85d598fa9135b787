package dev.sheaf.aws;

import dev.sheaf.core.json.Json;
import dev.sheaf.core.record.Counts;
import dev.sheaf.core.snapshot.SnapshotRecord;
import java.time.Instant;
import java.util.function.Function;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/** How a snapshot is kept: under its version, and the newest once more as HEAD. */
final class SnapshotItems {
  static final TableSchema<SnapshotRecord> SNAPSHOT =
      schema(snapshot -> TableKeys.snapshot(snapshot.dataset(), snapshot.version()));
  static final TableSchema<SnapshotRecord> HEAD =
      schema(snapshot -> TableKeys.head(snapshot.dataset()));

  private SnapshotItems() {}

  private static TableSchema<SnapshotRecord> schema(Function<SnapshotRecord, ItemKey> key) {
    return RecordSchema.of(SnapshotRecord.class, key, SnapshotItems::record)
        .text("dataset", SnapshotRecord::dataset)
        .number("version", snapshot -> (long) snapshot.version())
        .text("created", snapshot -> snapshot.created().toString())
        .text("manifest", SnapshotRecord::manifestKey)
        .texts("runs", SnapshotRecord::runs)
        .text("counts", snapshot -> Json.write(snapshot.counts()))
        .number("parts", snapshot -> (long) snapshot.parts())
        .number("bytes", SnapshotRecord::bytes)
        .text("fingerprint", SnapshotRecord::fingerprint)
        .build();
  }

  private static SnapshotRecord record(Draft draft) {
    return new SnapshotRecord(
        draft.text("dataset"),
        draft.count("version"),
        Instant.parse(draft.text("created")),
        draft.text("manifest"),
        draft.texts("runs"),
        Json.read(draft.text("counts"), Counts.class),
        draft.count("parts"),
        draft.number("bytes"),
        draft.text("fingerprint"));
  }
}
