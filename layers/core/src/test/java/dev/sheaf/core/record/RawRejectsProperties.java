package dev.sheaf.core.record;

import static dev.sheaf.core.record.Columns.column;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.Definition.Admission;
import dev.sheaf.core.dataset.Definition.UnknownColumns;
import dev.sheaf.core.dataset.Encoding;
import dev.sheaf.core.dataset.Format;
import dev.sheaf.core.dataset.Source;
import dev.sheaf.core.inference.Head;
import dev.sheaf.core.inference.LayoutDetector;
import dev.sheaf.core.record.Reading.Result;
import dev.sheaf.core.reject.Reject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;

/** What was rejected, written out and read again, is rejected again: the same bytes and reasons. */
class RawRejectsProperties {
  private static final List<Column> COLUMNS =
      List.of(
          column("id", "bigint").required().build(),
          column("name", "varchar").maxLength(4).pattern("[^!]*").build());

  /**
   * An upload.
   *
   * @param mark byte order mark, or no bytes
   */
  record Sample(Source source, Encoding encoding, byte[] mark, String text) {
    byte[] bytes() {
      byte[] body = text.getBytes(encoding.charset());
      byte[] bytes = Arrays.copyOf(mark, mark.length + body.length);
      System.arraycopy(body, 0, bytes, mark.length, body.length);
      return bytes;
    }

    Definition definition() {
      return new Definition(
          "d",
          Map.of("default", source),
          COLUMNS,
          UnknownColumns.REJECT,
          1.0,
          Admission.ON_UPLOAD,
          List.of());
    }

    TextLayout layout(byte[] upload) {
      List<String> names = COLUMNS.stream().map(Column::name).toList();
      return LayoutDetector.detect(new Head(upload, upload.length), source, "d/upload", names);
    }

    @Override
    public String toString() {
      return "%s %s mark %d <%s>".formatted(encoding, source, mark.length, text);
    }
  }

  @Property(tries = 1500)
  void readAgainTheyAreTheSame(
      @ForAll("samples") Sample sample, @ForAll @IntRange(min = 1, max = 40) int segmentBytes)
      throws IOException {
    byte[] upload = sample.bytes();
    TextLayout layout = sample.layout(upload);
    if (layout.dataStart() == upload.length) {
      return;
    }
    Result read = new Reading(upload, layout, sample.definition()).whole();
    boolean failed = read.outcome().failure() != null;
    Statistics.label("rejects").collect(failed ? "refused" : Math.min(3, read.rejects().size()));
    if (failed || read.rejects().isEmpty()) {
      return;
    }

    byte[] raw = raw(upload, layout, read.rejects());

    TextLayout rawLayout = sample.layout(raw);
    assertThat(rawLayout.header()).isEqualTo(layout.header());
    assertThat(rawLayout.dataStart()).isEqualTo(layout.dataStart());
    if (!ways(rawLayout).equals(ways(layout))) {
      // Alone, rejects that all end with a delimiter are written so, and CRs may be line ends.
      return;
    }
    List<Result> again =
        new Reading(raw, rawLayout, sample.definition()).chunkBytes(7).cut(segmentBytes);
    assertThat(again).allMatch(part -> part.rows().isEmpty());
    List<Reject> rejects = again.stream().flatMap(part -> part.rejects().stream()).toList();
    assertThat(rejects.stream().map(Reject::violations))
        .isEqualTo(read.rejects().stream().map(Reject::violations).toList());
    assertThat(rejects.stream().map(Reject::raw))
        .containsExactlyElementsOf(read.rejects().stream().map(Reject::raw).toList());
    assertThat(raw(raw, rawLayout, rejects)).isEqualTo(raw);
  }

  private static List<Object> ways(TextLayout layout) {
    return layout instanceof TextLayout.Csv csv
        ? List.of(csv.leeway(), csv.dialect().lineEnd())
        : List.of();
  }

  private static byte[] raw(byte[] upload, TextLayout layout, List<Reject> rejects)
      throws IOException {
    ByteArrayOutputStream target = new ByteArrayOutputStream();
    RawRejects raw = new RawRejects(() -> new BytesReader(upload), target);
    raw.begin(layout);
    for (Reject reject : rejects) {
      raw.write(reject);
    }
    return target.toByteArray();
  }

  @Provide
  Arbitrary<Sample> samples() {
    return Arbitraries.oneOf(csv(), csv(), csv(), ndjson());
  }

  private static Arbitrary<Sample> csv() {
    Arbitrary<Source> sources =
        Combinators.combine(
                Arbitraries.of(',', ';', '\t', '^'),
                Arbitraries.of('"', '\'', null),
                Arbitraries.of('\\', null, null),
                Arbitraries.of('#', null),
                Arbitraries.of(Source.QuotedNewlines.class),
                Arbitraries.of(Source.Header.class),
                Arbitraries.integers().between(0, 2))
            .as(
                (delimiter, quote, escape, comment, newlines, header, skip) ->
                    new Source(
                        Format.CSV,
                        null,
                        skip,
                        delimiter,
                        quote,
                        escape,
                        comment,
                        newlines,
                        header,
                        Map.of()));
    return Combinators.combine(sources, Arbitraries.of("\n", "\r\n", "\r"))
        .flatAs((source, lineEnd) -> inEncodings(source, csvText(source, lineEnd)));
  }

  private static Arbitrary<String> csvText(Source source, String lineEnd) {
    String header =
        source.header() == Source.Header.PRESENT
            ? "Name" + source.delimiter() + "ID" + lineEnd
            : "";
    List<String> marks = new ArrayList<>(List.of("a", "é", "7", "!", "2024", " "));
    marks.addAll(List.of(source.delimiter().toString(), lineEnd, lineEnd, lineEnd));
    for (Character mark : new Character[] {source.quote(), source.escape(), source.comment()}) {
      marks.add(mark == null ? "\"" : mark.toString());
    }
    if (lineEnd.equals("\n")) {
      marks.add("\r");
    }
    String good = "ann" + source.delimiter() + "1" + lineEnd;
    return Arbitraries.oneOf(Arbitraries.of(marks), Arbitraries.just(good))
        .list()
        .ofMaxSize(60)
        .map(
            pieces ->
                ("skipped \" it" + lineEnd).repeat(source.skipRows())
                    + header
                    + String.join("", pieces));
  }

  private static Arbitrary<Sample> ndjson() {
    Source source = Source.of(Format.NDJSON);
    Arbitrary<String> text =
        Arbitraries.of(
                "{\"id\":1,\"name\":\"a\"}",
                "{\"id\":null}",
                "{\"id\":\"x\",\"name\":\"longer\"}",
                "{\"é\":1}",
                "[1]",
                "{",
                "",
                " ",
                "\r",
                "{\"id\":2,\"id\":3}")
            .list()
            .ofMaxSize(12)
            .map(lines -> String.join("\n", lines));
    return inEncodings(source, text);
  }

  private static Arbitrary<Sample> inEncodings(Source source, Arbitrary<String> texts) {
    return Combinators.combine(texts, Arbitraries.of(Encoding.class), Arbitraries.of(true, false))
        .as(
            (text, encoding, marked) -> {
              boolean mark = marked && encoding.markBytes() > 0;
              return new Sample(
                  mark ? source : declared(source, encoding),
                  encoding,
                  mark ? "\uFEFF".getBytes(encoding.charset()) : new byte[0],
                  text);
            });
  }

  private static Source declared(Source source, Encoding encoding) {
    return new Source(
        source.format(),
        encoding,
        source.skipRows(),
        source.delimiter(),
        source.quote(),
        source.escape(),
        source.comment(),
        source.quotedNewlines(),
        source.header(),
        source.rename());
  }
}
