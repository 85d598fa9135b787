package dev.sheaf.core.testing;

import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.framing.RecordState;
import dev.sheaf.core.framing.SegmentSummary;
import dev.sheaf.core.row.Counts;
import dev.sheaf.core.row.Fingerprint;
import dev.sheaf.core.row.FingerprintVersion;
import dev.sheaf.core.run.Fact;
import dev.sheaf.core.run.RunItem;
import dev.sheaf.core.snapshot.FooterPlace;
import dev.sheaf.core.snapshot.Operation;
import dev.sheaf.core.snapshot.SnapshotRecord;
import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.core.upload.Upload;
import dev.sheaf.core.upload.UploadOutcome;
import dev.sheaf.core.upload.UploadState;
import dev.sheaf.core.zone.Zone;
import dev.sheaf.core.zone.ZoneMap;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Values for the contract tests. Names differ from test to test, since a table may be shared. */
final class Samples {
  static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private static final AtomicInteger NAMES = new AtomicInteger();
  private static final String SESSION = Long.toString(System.nanoTime(), 36);

  private Samples() {}

  /** A name that no other test has. */
  static String fresh(String what) {
    return what + "_" + SESSION + "_" + NAMES.incrementAndGet();
  }

  static Upload upload(String dataset, String file, int second) {
    return upload(dataset, file, second, null);
  }

  static Upload upload(String dataset, String file, int second, @Nullable String versionId) {
    String key = dataset + "/shop/" + file;
    return new Upload(
        new ObjectVersion("landing", key, versionId, "e-" + file, NOON.plusSeconds(second), 12),
        dataset,
        "shop");
  }

  static RunItem openRun(String dataset, String run, int second) {
    return RunItem.open(run, dataset, NOON.plusSeconds(second));
  }

  static Fact fact(String run, int round, int task, String execution) {
    return new Fact(
        run,
        round,
        task,
        execution,
        new Fact.Unread(new UploadOutcome(UploadState.GONE, "was deleted, says " + execution)));
  }

  /** A task that came to rows: every field of an outcome is set. */
  static Fact loadedFact(String run, int round, int task, String execution) {
    return new Fact(
        run,
        round,
        task,
        execution,
        new Fact.Outcome(
            RecordState.QUOTED,
            17,
            5_000_000_000L,
            SegmentSummary.identity(),
            new Counts(12, 2, 10, 1, 0, 9),
            Fingerprint.parse("0123456789abcdef0123456789abcdef"),
            new ZoneMap(
                Map.of("id", new Zone(ColumnType.of(ColumnType.Kind.BIGINT), 3, "1", "42"))),
            4_321,
            "ab".repeat(32),
            new FooterPlace(4_000, 313, "cd".repeat(32)),
            "ef".repeat(32)));
  }

  /** A task that failed for its content. */
  static Fact failedFact(String run, int round, int task, String execution) {
    return new Fact(
        run,
        round,
        task,
        execution,
        new Fact.Failure(
            UploadOutcome.refused("the quote at byte 17 is never closed"),
            RecordState.QUOTED,
            SegmentSummary.identity()));
  }

  /** A snapshot that an operation makes. */
  static SnapshotRecord snapshot(int version, String attempt, Operation operation) {
    SnapshotRecord plain = snapshot(operation.dataset(), version, attempt);
    return new SnapshotRecord(
        plain.dataset(),
        version,
        plain.created(),
        plain.manifestKey(),
        plain.rootSha256(),
        plain.definitionDigest(),
        List.of(),
        plain.counts(),
        0,
        0,
        0,
        plain.fingerprint(),
        plain.fingerprintVersion(),
        operation,
        null);
  }

  static SnapshotRecord snapshot(String dataset, int version, String attempt, String... runs) {
    return new SnapshotRecord(
        dataset,
        version,
        NOON.plusMillis(version),
        "snapshots/%s/%d-%s/root.json".formatted(dataset, version, attempt),
        "%064x".formatted(version),
        "%032x".formatted(version),
        List.of(runs),
        Counts.NONE,
        0,
        0,
        0,
        "0123456789abcdef0123456789abcdef",
        FingerprintVersion.NEWEST,
        null,
        null);
  }
}
