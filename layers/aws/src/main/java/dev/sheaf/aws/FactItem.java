package dev.sheaf.aws;

import dev.sheaf.core.framing.RecordState;
import dev.sheaf.core.framing.SegmentSummary;
import dev.sheaf.core.json.Json;
import dev.sheaf.core.row.Counts;
import dev.sheaf.core.row.Fingerprint;
import dev.sheaf.core.run.Fact;
import dev.sheaf.core.snapshot.FooterPlace;
import dev.sheaf.core.upload.UploadOutcome;
import dev.sheaf.core.upload.UploadState;
import dev.sheaf.core.zone.ZoneMap;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How a fact is kept: in the partition of its group, in at most 1 KB, which is one write unit. The
 * zones of columns that do not fit are left out, the last ones first; nothing is known of those then.
 */
record FactItem(Fact fact, int group) {
  /** Says what becomes of the upload; only failures have it. */
  private static final String FAILURE = "failure";

  private static final String ZONES = "zones";

  /** Hexadecimal digits of the part's hash, which take twice the room; only older items have it. */
  private static final String SHA256_TEXT = "partSha256";

  /** A little less than a write unit. */
  private static final int MAX_BYTES = 1_000;

  private static final TableSchema<FactItem> WITHOUT_ZONES = attributes().build();

  static final TableSchema<FactItem> SCHEMA = attributes().text(ZONES, FactItem::zones).build();

  private static RecordSchema<FactItem> attributes() {
    return RecordSchema.of(FactItem.class, FactItem::key, FactItem::item)
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
        .number("partBytes", outcome(Fact.Outcome::partBytes))
        .text(SHA256_TEXT, item -> null)
        .hash("sha256", outcome(Fact.Outcome::partSha256))
        .number("footerFrom", footer(FooterPlace::from))
        .hash("footer", footer(FooterPlace::sha256))
        .hash("rejects", outcome(Fact.Outcome::rejectsSha256))
        .text(FAILURE, uploadOutcome(outcome -> outcome.state().name()))
        .text("reason", uploadOutcome(UploadOutcome::reason));
  }

  /** Those of as many columns as there is room for beside all else. */
  private @Nullable String zones() {
    return fact.outcome().map(outcome -> outcome.zones().encode(zoneBytes())).orElse(null);
  }

  private int zoneBytes() {
    int used = ZONES.length();
    for (Map.Entry<String, AttributeValue> one : WITHOUT_ZONES.itemToMap(this, true).entrySet()) {
      used += bytes(one.getKey()) + bytes(one.getValue());
    }
    return Math.min(ZoneMap.ITEM_BYTES, MAX_BYTES - used);
  }

  /** As DynamoDB counts them, or one more. */
  private static int bytes(AttributeValue value) {
    if (value.s() != null) {
      return bytes(value.s());
    }
    return value.n() != null ? value.n().length() / 2 + 2 : value.b().asByteArrayUnsafe().length;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

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

  private static <V> Function<FactItem, @Nullable V> footer(Function<FooterPlace, V> getter) {
    return outcome(outcome -> Optional.ofNullable(outcome.footer()))
        .andThen(footer -> footer == null ? null : footer.map(getter).orElse(null));
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
        ZoneMap.decode(draft.text(ZONES)),
        draft.number("partBytes"),
        hash(draft, draft.has(SHA256_TEXT) ? SHA256_TEXT : "sha256"),
        readFooter(draft),
        hash(draft, "rejects"));
  }

  private static String hash(Draft draft, String name) {
    return Optional.ofNullable(draft.textOrNull(name)).orElse("");
  }

  private static @Nullable FooterPlace readFooter(Draft draft) {
    return draft.has("footer")
        ? FooterPlace.in(
            draft.number("partBytes"), draft.number("footerFrom"), draft.text("footer"))
        : null;
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
