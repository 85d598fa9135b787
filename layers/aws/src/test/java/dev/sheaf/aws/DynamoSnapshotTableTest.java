package dev.sheaf.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sheaf.core.row.Counts;
import dev.sheaf.core.row.FingerprintVersion;
import dev.sheaf.core.snapshot.SnapshotRecord;
import dev.sheaf.core.snapshot.SnapshotTable.Commit;
import dev.sheaf.core.store.TransientException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** How the reasons of a cancelled transaction are read: HEAD, snapshot, then two runs. */
class DynamoSnapshotTableTest {

  @Test
  void aFailedConditionOfHeadMeansThatItMoved() {
    assertThat(commit("ConditionalCheckFailed", "None", "None", "None"))
        .isEqualTo(Commit.HEAD_MOVED);
    assertThat(commit("ConditionalCheckFailed", "ConditionalCheckFailed", "None", "None"))
        .isEqualTo(Commit.HEAD_MOVED);
  }

  @Test
  void aConflictOverHeadMeansThatItIsBeingMoved() {
    assertThat(commit("TransactionConflict", "None", "None", "None")).isEqualTo(Commit.HEAD_MOVED);
  }

  @Test
  void aFailedConditionOfARunMeansThatItIsNotOpen() {
    assertThat(commit("None", "None", "None", "ConditionalCheckFailed"))
        .isEqualTo(Commit.RUN_NOT_OPEN);
  }

  @Test
  void whatSaysNothingOfTheStateIsTransient() {
    assertThatThrownBy(() -> commit("None", "None", "TransactionConflict", "None"))
        .isInstanceOf(TransientException.class);
    assertThatThrownBy(() -> commit("None", "None", "None", "ThrottlingError"))
        .isInstanceOf(TransientException.class);
  }

  private static Commit commit(String... reasons) {
    return new DynamoSnapshotTable(new Cancelling(List.of(reasons)), "table")
        .commit(
            new SnapshotRecord(
                "orders",
                2,
                Instant.EPOCH,
                "key",
                null,
                null,
                List.of("run1", "run2"),
                Counts.NONE,
                0,
                0,
                0,
                "00",
                FingerprintVersion.V1,
                null,
                null));
  }

  /** Cancels every transaction for these reasons. */
  private record Cancelling(List<String> reasons) implements DynamoDbClient {

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
      Stream<CancellationReason> all =
          reasons.stream().map(code -> CancellationReason.builder().code(code).build());
      throw TransactionCanceledException.builder().cancellationReasons(all.toList()).build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
