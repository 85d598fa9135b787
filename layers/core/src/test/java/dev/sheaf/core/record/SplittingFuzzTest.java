package dev.sheaf.core.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.Definition.UnknownColumns;
import dev.sheaf.core.dataset.Encoding;
import dev.sheaf.core.dataset.Source;
import dev.sheaf.core.framing.RecordState;
import dev.sheaf.core.inference.Head;
import dev.sheaf.core.inference.LayoutDetector;
import dev.sheaf.core.record.Reading.Result;
import dev.sheaf.core.row.Counts;
import dev.sheaf.core.row.Fingerprint;
import dev.sheaf.core.upload.UploadRefusedException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** As many random uploads as the time allows; a failure names the seed that repeats it. */
@Tag("fuzz")
class SplittingFuzzTest {
  private static final Definition COLUMNS =
      Reading.definition(
          UnknownColumns.KEEP,
          Columns.column("a", "varchar").build(),
          Columns.column("b", "bigint").build(),
          Columns.column("c", "varchar").maxLength(5).build());

  @Test
  void segmentsAreTheWholeUpload() {
    repeat(
        seed -> {
          FuzzedUpload upload = FuzzedUpload.of(new Random(seed));
          Random random = new Random(seed + 1);
          Optional<TextLayout> layout = layout(upload.bytes(), upload.source(), upload.key());
          if (layout.isEmpty() || layout.get().dataStart() == upload.bytes().length) {
            return;
          }
          int maxRecordBytes = 1 + random.nextInt(2 * upload.bytes().length);
          Reading reading =
              new Reading(upload.bytes(), layout.get(), COLUMNS).maxRecordBytes(maxRecordBytes);
          Result whole = reading.whole();
          List<Result> parts =
              reading
                  .chunkBytes(1 + random.nextInt(300))
                  .cut(1 + random.nextInt(upload.bytes().length), guesses(random, layout.get()));
          assertSame(whole, parts);
        });
  }

  @Test
  void theEncodingDoesNotShow() {
    repeat(
        seed -> {
          FuzzedUpload upload = FuzzedUpload.of(new Random(seed));
          byte[] utf8 = upload.text().getBytes(StandardCharsets.UTF_8);
          byte[] encoded = upload.text().getBytes(upload.encoding().charset());
          Optional<TextLayout> layout = layout(encoded, upload.source(), upload.key());
          Optional<TextLayout> expected =
              layout(utf8, upload.sourceIn(Encoding.UTF_8), upload.key());
          if (upload.text().startsWith("\uFEFF")
              || layout.isEmpty()
              || layout.get().dataStart() == encoded.length) {
            return;
          }
          assertThat(layout.get().header()).isEqualTo(expected.orElseThrow().header());
          Result read = new Reading(encoded, layout.get(), COLUMNS).whole();
          Result readUtf8 = new Reading(utf8, expected.get(), COLUMNS).whole();
          assertThat(read.outcome().counts()).isEqualTo(readUtf8.outcome().counts());
          assertThat(read.fingerprint()).isEqualTo(readUtf8.fingerprint());
        });
  }

  private static void repeat(LongConsumer check) {
    String fixed = System.getProperty("fuzz.seed", "");
    if (!fixed.isEmpty()) {
      check.accept(Long.parseLong(fixed));
      return;
    }
    double minutes = Double.parseDouble(System.getProperty("fuzz.minutes", "5"));
    long nanos = Duration.ofMillis((long) (minutes * 60_000)).toNanos() / 2;
    long start = System.nanoTime();
    long cases = 0;
    for (long seed = start; System.nanoTime() - start < nanos; seed++, cases++) {
      try {
        check.accept(seed);
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("repeat with -Dfuzz.seed=" + seed + ": " + e, e);
      }
    }
    System.out.printf("%d random uploads, the first of seed %d%n", cases, start);
  }

  private static IntFunction<RecordState> guesses(Random random, TextLayout layout) {
    boolean lies = random.nextBoolean();
    RecordState[] states = RecordState.values();
    List<RecordState> made = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      made.add(lies && random.nextInt(3) > 0 ? states[random.nextInt(states.length)] : null);
    }
    // The first segment begins with a record; nobody guesses otherwise.
    return index -> index == 0 ? null : made.get(index % made.size());
  }

  /** Nothing but a refusal may come of any bytes. */
  private static Optional<TextLayout> layout(byte[] upload, Source source, String key) {
    try {
      return Optional.of(
          LayoutDetector.detect(
              new Head(upload, upload.length), source, key, List.of("a", "b", "c")));
    } catch (UploadRefusedException refused) {
      return Optional.empty();
    }
  }

  private static void assertSame(Result whole, List<Result> parts) {
    ReadFailure expected = whole.outcome().failure();
    if (expected != null) {
      assertThat(parts.stream().map(part -> part.outcome().failure())).contains(expected);
      return;
    }
    assertThat(parts.stream().flatMap(part -> part.rows().stream())).isEqualTo(whole.rows());
    assertThat(parts.stream().flatMap(part -> part.rejects().stream())).isEqualTo(whole.rejects());
    assertThat(parts.stream().map(Result::fingerprint).reduce(Fingerprint.ZERO, Fingerprint::plus))
        .isEqualTo(whole.fingerprint());
    assertThat(
            parts.stream().map(part -> part.outcome().counts()).reduce(Counts.NONE, Counts::plus))
        .isEqualTo(whole.outcome().counts());
  }
}
