package dev.sheaf.aws;

import dev.sheaf.core.framing.RecordState;
import dev.sheaf.core.framing.SegmentSummary;
import dev.sheaf.core.json.Json;
import dev.sheaf.core.row.Counts;
import dev.sheaf.core.row.Fingerprint;
import dev.sheaf.core.run.Fact;
import dev.sheaf.core.upload.UploadOutcome;
import dev.sheaf.core.upload.UploadState;
import dev.sheaf.core.zone.ZoneMap;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/**
 * How a fact is kept: in the partition of its group, in at most 1 KB, which is one write unit. The
 * zones of columns that do not fit are left out; nothing is known of those then.
 */
record FactItem(Fact fact, int group) {
  /** Says what becomes of the upload; only failures have it. */
  private static final String FAILURE = "failure";

  static final TableSchema<FactItem> SCHEMA =
      RecordSchema.of(FactItem.class, FactItem::key, FactItem::item)
          .text("run", item -> item.fact.run())
          .number("round", item -> (long) item.fact.round())
          .number("group", item -> (long) item.group)
          .number("task", item -> (long) item.fact.task())
          .text("attempt", item -> item.fact.execution())
          .text("startState", item -> item.startState().name())
          .text("summary", FactItem::summary)
          .number("start", outcome(Fact.Outcome::start))
          .number("end", outcome(Fact.Outcome::end))
          .text("counts", outcome(outcome -> Json.write(outcome.counts())))
          .text("fingerprint", outcome(outcome -> outcome.fingerprint().toString()))
          .text("zones", outcome(outcome -> outcome.zones().encode(ZoneMap.ITEM_BYTES)))
          .number("partBytes", outcome(Fact.Outcome::partBytes))
          .text("partSha256", outcome(Fact.Outcome::partSha256))
          .text(FAILURE, uploadOutcome(outcome -> outcome.state().name()))
          .text("reason", uploadOutcome(UploadOutcome::reason))
          .build();

  private ItemKey key() {
    return TableKeys.fact(fact.run(), fact.round(), group, fact.task());
  }

  private RecordState startState() {
    return fact.result()
        .match(
            Fact.Outcome::startState, Fact.Failure::startState, unread -> RecordState.RECORD_START);
  }

  private @Nullable String summary() {
    return fact.result()
        .<Optional<SegmentSummary>>match(
            outcome -> Optional.of(outcome.summary()),
            failure -> Optional.of(failure.summary()),
            unread -> Optional.empty())
        .map(SegmentSummary::encode)
        .orElse(null);
  }

  private static <V> Function<FactItem, @Nullable V> outcome(Function<Fact.Outcome, V> getter) {
    return item -> item.fact.outcome().map(getter).orElse(null);
  }

  private static <V> Function<FactItem, @Nullable V> uploadOutcome(
      Function<UploadOutcome, @Nullable V> getter) {
    return item -> item.fact.uploadOutcome().map(getter).orElse(null);
  }

  private static FactItem item(Draft draft) {
    boolean failed = draft.has(FAILURE);
    Fact fact =
        new Fact(
            draft.text("run"),
            draft.count("round"),
            draft.count("task"),
            draft.text("attempt"),
            failed ? readFailure(draft) : readOutcome(draft));
    return new FactItem(fact, draft.count("group"));
  }

  private static Fact.Outcome readOutcome(Draft draft) {
    return new Fact.Outcome(
        RecordState.valueOf(draft.text("startState")),
        draft.number("start"),
        draft.number("end"),
        SegmentSummary.decode(draft.text("summary")),
        Json.read(draft.text("counts"), Counts.class),
        Fingerprint.parse(draft.text("fingerprint")),
        ZoneMap.decode(draft.text("zones")),
        draft.number("partBytes"),
        draft.text("partSha256"));
  }

  private static Fact.Result readFailure(Draft draft) {
    UploadOutcome outcome =
        new UploadOutcome(UploadState.valueOf(draft.text(FAILURE)), draft.textOrNull("reason"));
    String summary = draft.textOrNull("summary");
    return summary == null
        ? new Fact.Unread(outcome)
        : new Fact.Failure(
            outcome, RecordState.valueOf(draft.text("startState")), SegmentSummary.decode(summary));
  }
}
