package dev.sheaf.aws;

import dev.sheaf.core.json.Json;
import dev.sheaf.core.row.Counts;
import dev.sheaf.core.row.FingerprintVersion;
import dev.sheaf.core.snapshot.Operation;
import dev.sheaf.core.snapshot.SnapshotRecord;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/** How a snapshot is kept: under its version, and the newest once more as HEAD. */
final class SnapshotItems {
  /** A new one is listed as open until its commit is announced. */
  static final TableSchema<SnapshotRecord> SNAPSHOT =
      described(
              key(snapshot -> TableKeys.snapshot(snapshot.dataset(), snapshot.version()))
                  .open(
                      snapshot -> TableKeys.OPEN_SNAPSHOT,
                      snapshot -> TableKeys.due(snapshot.created())))
          .build();

  static final TableSchema<SnapshotRecord> HEAD =
      described(key(snapshot -> TableKeys.head(snapshot.dataset()))).build();

  private SnapshotItems() {}

  private static RecordSchema<SnapshotRecord> key(Function<SnapshotRecord, ItemKey> key) {
    return RecordSchema.of(SnapshotRecord.class, key, SnapshotItems::record);
  }

  private static RecordSchema<SnapshotRecord> described(RecordSchema<SnapshotRecord> schema) {
    return schema
        .text("dataset", SnapshotRecord::dataset)
        .number("version", snapshot -> (long) snapshot.version())
        .text("created", snapshot -> snapshot.created().toString())
        .text("manifest", SnapshotRecord::manifestKey)
        .text("root_sha256", SnapshotRecord::rootSha256)
        .text("definition", SnapshotRecord::definitionDigest)
        .texts("runs", SnapshotRecord::runs)
        .text("counts", snapshot -> Json.write(snapshot.counts()))
        .number("rows", SnapshotRecord::rows)
        .number("parts", snapshot -> (long) snapshot.parts())
        .number("bytes", SnapshotRecord::bytes)
        .text("fingerprint", SnapshotRecord::fingerprint)
        .number("fingerprint_version", snapshot -> (long) snapshot.fingerprintVersion().number())
        .text("operation", snapshot -> operation(snapshot.operation()))
        .text("expired", snapshot -> time(snapshot.expired()));
  }

  private static SnapshotRecord record(Draft draft) {
    return new SnapshotRecord(
        draft.text("dataset"),
        draft.count("version"),
        Instant.parse(draft.text("created")),
        draft.text("manifest"),
        draft.textOrNull("root_sha256"),
        draft.textOrNull("definition"),
        draft.texts("runs"),
        Json.read(draft.text("counts"), Counts.class),
        draft.number("rows"),
        draft.count("parts"),
        draft.number("bytes"),
        draft.text("fingerprint"),
        FingerprintVersion.of(draft.countOrNull("fingerprint_version")),
        operation(draft.textOrNull("operation")),
        time(draft.textOrNull("expired")));
  }

  private static @Nullable String operation(@Nullable Operation operation) {
    return operation == null ? null : Json.write(operation);
  }

  private static @Nullable Operation operation(@Nullable String json) {
    return json == null ? null : Json.read(json, Operation.class);
  }

  private static @Nullable String time(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }

  private static @Nullable Instant time(@Nullable String text) {
    return text == null ? null : Instant.parse(text);
  }
}
