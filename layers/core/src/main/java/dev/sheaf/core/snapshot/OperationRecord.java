package dev.sheaf.core.snapshot;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * How an operation ended.
 *
 * @param snapshot the version that it committed; null if it was refused
 * @param reason why it was refused, for people; null if it was committed
 */
public record OperationRecord(
    Operation operation, @Nullable Integer snapshot, @Nullable String reason) {
  public OperationRecord {
    requireNonNull(operation);
    if ((snapshot == null) == (reason == null)) {
      throw new IllegalArgumentException(
          "operation %s: version %s, reason %s".formatted(operation.id(), snapshot, reason));
    }
  }

  public static OperationRecord committed(Operation operation, int version) {
    return new OperationRecord(operation, version, null);
  }

  public static OperationRecord refused(Operation operation, String reason) {
    return new OperationRecord(operation, null, reason);
  }
}
