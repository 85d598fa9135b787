package dev.sheaf.aws;

import dev.sheaf.core.json.Json;
import dev.sheaf.core.snapshot.Operation;
import dev.sheaf.core.snapshot.OperationRecord;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/** How the end of an operation is kept. */
final class OperationItem {
  static final TableSchema<OperationRecord> SCHEMA =
      RecordSchema.of(
              OperationRecord.class,
              record -> TableKeys.operation(record.operation().dataset(), record.operation().id()),
              OperationItem::record)
          .text("operation", record -> Json.write(record.operation()))
          .number("snapshot", OperationItem::snapshot)
          .text("reason", OperationRecord::reason)
          .build();

  private OperationItem() {}

  private static @Nullable Long snapshot(OperationRecord record) {
    Integer version = record.snapshot();
    return version == null ? null : version.longValue();
  }

  private static OperationRecord record(Draft draft) {
    return new OperationRecord(
        Json.read(draft.text("operation"), Operation.class),
        draft.countOrNull("snapshot"),
        draft.textOrNull("reason"));
  }
}
