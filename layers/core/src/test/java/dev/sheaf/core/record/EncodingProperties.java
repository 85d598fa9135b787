package dev.sheaf.core.record;

import static dev.sheaf.core.record.Columns.column;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.Definition.UnknownColumns;
import dev.sheaf.core.dataset.Encoding;
import dev.sheaf.core.framing.Dialect;
import dev.sheaf.core.framing.LineEnd;
import dev.sheaf.core.record.Reading.Result;
import dev.sheaf.core.reject.Reject;
import dev.sheaf.core.row.Counts;
import dev.sheaf.core.row.Fingerprint;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** A text is the same dataset in every encoding that can hold it, wherever it is cut. */
class EncodingProperties {
  private static final Definition TWO_COLUMNS =
      Reading.definition(
          UnknownColumns.REJECT,
          column("a", "varchar").build(),
          column("b", "varchar").maxLength(5).build());

  /** A text, how it is delimited, and an encoding. */
  record Sample(Encoding encoding, Dialect dialect, String text) {
    byte[] bytes() {
      return text.getBytes(encoding.charset());
    }

    TextLayout layout() {
      return TextLayout.csv(dialect, List.of("a", "b"), 0).in(encoding);
    }

    Reading utf8() {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return new Reading(bytes, layout().in(Encoding.UTF_8), TWO_COLUMNS);
    }
  }

  @Property(tries = 3000)
  void cutAnywhereItIsWhatItIsInUtf8(
      @ForAll("samples") Sample sample,
      @ForAll @IntRange(min = 1, max = 30) int segmentBytes,
      @ForAll @IntRange(min = 1, max = 20) int chunkBytes) {
    Result expected = sample.utf8().whole();
    List<Result> parts =
        new Reading(sample.bytes(), sample.layout(), TWO_COLUMNS)
            .chunkBytes(chunkBytes)
            .cut(segmentBytes);
    if (expected.outcome().failure() != null) {
      assertThat(firstFailure(parts).kind()).isEqualTo(expected.outcome().failure().kind());
      assertThat(charactersBefore(sample, firstFailure(parts).byteOffset()))
          .isEqualTo(utf8Characters(sample, expected.outcome().failure().byteOffset()));
      return;
    }
    assertThat(parts.stream().flatMap(part -> part.rows().stream().map(row -> values(row))))
        .isEqualTo(expected.rows().stream().map(row -> values(row)).toList());
    assertThat(parts.stream().map(Result::fingerprint).reduce(Fingerprint.ZERO, Fingerprint::plus))
        .isEqualTo(expected.fingerprint());
    assertThat(sum(parts)).isEqualTo(expected.outcome().counts());
    List<Reject> rejects = parts.stream().flatMap(part -> part.rejects().stream()).toList();
    assertThat(rejects.stream().map(Reject::violations))
        .isEqualTo(expected.rejects().stream().map(Reject::violations).toList());
    for (int i = 0; i < rejects.size(); i++) {
      assertThat(charactersBefore(sample, rejects.get(i).offset()))
          .isEqualTo(utf8Characters(sample, expected.rejects().get(i).offset()));
    }
  }

  @Property(tries = 3000)
  void badBytesCostTheirRecordsOnlyAndTheirBytesAreKept(
      @ForAll("samples") Sample sample,
      @ForAll byte[] damage,
      @ForAll @IntRange(max = 200) int place,
      @ForAll @IntRange(min = 1, max = 30) int segmentBytes) {
    byte[] clean = sample.bytes();
    int at = place % (clean.length + 1);
    byte[] bytes = Arrays.copyOf(clean, clean.length + damage.length);
    System.arraycopy(damage, 0, bytes, at, damage.length);
    System.arraycopy(clean, at, bytes, at + damage.length, clean.length - at);
    Result whole = new Reading(bytes, sample.layout(), TWO_COLUMNS).whole();
    List<Result> parts =
        new Reading(bytes, sample.layout(), TWO_COLUMNS).chunkBytes(4).cut(segmentBytes);
    if (whole.outcome().failure() != null) {
      assertThat(firstFailure(parts)).isEqualTo(whole.outcome().failure());
      return;
    }
    assertThat(parts.stream().flatMap(part -> part.rows().stream())).isEqualTo(whole.rows());
    assertThat(parts.stream().flatMap(part -> part.rejects().stream())).isEqualTo(whole.rejects());
    for (Reject reject : whole.rejects()) {
      int from = (int) reject.offset();
      assertThat(reject.raw())
          .isEqualTo(Arrays.copyOfRange(bytes, from, from + (int) reject.length()));
    }
  }

  private static ReadFailure firstFailure(List<Result> parts) {
    return parts.stream()
        .map(part -> part.outcome().failure())
        .filter(failure -> failure != null)
        .findFirst()
        .orElseThrow();
  }

  private static Counts sum(List<Result> parts) {
    return parts.stream().map(part -> part.outcome().counts()).reduce(Counts.NONE, Counts::plus);
  }

  private static String values(String row) {
    return row.substring(row.indexOf(' '));
  }

  private static int charactersBefore(Sample sample, long offset) {
    return new String(sample.bytes(), 0, (int) offset, sample.encoding().charset()).length();
  }

  private static int utf8Characters(Sample sample, long offset) {
    byte[] bytes = sample.text().getBytes(StandardCharsets.UTF_8);
    return new String(bytes, 0, (int) offset, StandardCharsets.UTF_8).length();
  }

  @Provide
  Arbitrary<Sample> samples() {
    return Arbitraries.of(Encoding.class).flatMap(EncodingProperties::samples);
  }

  private static Arbitrary<Sample> samples(Encoding encoding) {
    Arbitrary<Dialect> dialects =
        Combinators.combine(
                Arbitraries.of(',', ';', '|', '^', '~', 'x', null),
                Arbitraries.of('"', '\'', '`', null),
                Arbitraries.of('\\', '@', null, null),
                Arbitraries.of('#', null),
                Arbitraries.of(true, true, false),
                Arbitraries.of(LineEnd.class))
            .as(Dialect::new);
    return dialects.flatMap(
        dialect ->
            Arbitraries.oneOf(characters(encoding), syntax(dialect), syntax(dialect))
                .list()
                .ofMinSize(1)
                .ofMaxSize(80)
                .map(pieces -> new Sample(encoding, dialect, String.join("", pieces))));
  }

  private static Arbitrary<String> syntax(Dialect dialect) {
    List<String> marks = new ArrayList<>(List.of("\n", "\r\n", "\r", "a", "\u001A"));
    for (Character mark :
        new Character[] {
          dialect.delimiter(), dialect.quote(), dialect.escape(), dialect.comment()
        }) {
      marks.add(mark == null ? "b" : mark.toString());
    }
    return Arbitraries.of(marks);
  }

  /** Characters whose bytes look like syntax, as far as the encoding has them. */
  private static Arbitrary<String> characters(Encoding encoding) {
    List<String> nasty =
        switch (encoding) {
          case UTF_8, UTF_16LE, UTF_16BE ->
              // Units with a byte that is a line end, comma, quote or backslash; surrogate pairs.
              List.of("\u0A0A", "\u0D0D", "\u2C2C", "\u2222", "\u5C5C", "\u0A00", "\uFEFF", "😀");
          case CP949 -> List.of("가", "똠", "갂", "뷁", "햏", "펲", "漢", "·", "똧");
          case WINDOWS_1252 -> List.of("é", "€", "ÿ", "þ", "Œ");
          case SHIFT_JIS -> List.of("ソ", "表", "能", "ポ", "ボ", "ア", "ｱ", "十", "―", "竹");
          case GB18030 -> List.of("中", "乗", "亅", "乛", "€", "ü", "😀", "가", "ɐ");
        };
    return Arbitraries.of(nasty);
  }
}
