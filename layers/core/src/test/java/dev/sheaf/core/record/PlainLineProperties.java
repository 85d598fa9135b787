package dev.sheaf.core.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.Definition.UnknownColumns;
import dev.sheaf.core.record.Reading.Result;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** NDJSON with and without the short way past Jackson. */
class PlainLineProperties {
  /** Jackson skips it where a line begins; a line that begins with it is not plain. */
  private static final String MARK = "\uFEFF";

  private static final Column[] COLUMNS = {
    Columns.column("a", "varchar").maxLength(6).build(),
    Columns.column("b", "decimal(12,2)").required().build(),
    Columns.column("c", "json").build(),
    Columns.column("d", "boolean").nulls("none").build(),
  };

  @Property(tries = 4_000)
  void readsWhatJacksonReads(
      @ForAll("lines") List<String> lines, @ForAll UnknownColumns unknownColumns) {
    Result plain = read(lines, unknownColumns);
    Result jackson = read(lines.stream().map(MARK::concat).toList(), unknownColumns);
    assertThat(values(plain)).isEqualTo(values(jackson));
    assertThat(violations(plain)).isEqualTo(violations(jackson));
  }

  private static Result read(List<String> lines, UnknownColumns unknownColumns) {
    byte[] upload =
        lines.stream().collect(Collectors.joining("\n")).getBytes(StandardCharsets.UTF_8);
    return new Reading(upload, TextLayout.ndjson(0), Reading.definition(unknownColumns, COLUMNS))
        .whole();
  }

  private static List<String> values(Result result) {
    return result.rows().stream().map(row -> row.substring(row.indexOf(' '))).toList();
  }

  private static List<String> violations(Result result) {
    return result.rejects().stream()
        .map(reject -> reject.violations().toString().replace(MARK, ""))
        .map(told -> told.replaceAll("column: \\d+", "column"))
        .toList();
  }

  @Provide
  Arbitrary<List<String>> lines() {
    Arbitrary<String> line =
        Arbitraries.frequencyOf(
            Tuple.of(4, objects()), Tuple.of(1, values()), Tuple.of(4, damaged(objects())));
    return line.list().ofMinSize(1).ofMaxSize(6);
  }

  private static Arbitrary<String> objects() {
    Arbitrary<String> key =
        Arbitraries.frequencyOf(
            Tuple.of(8, Arbitraries.of("a", "b", "c", "d")),
            Tuple.of(3, Arbitraries.of("A", " b", "other", "OTHER", "é", "É", "", "\\u0061")));
    Arbitrary<String> member =
        Combinators.combine(key, blanks(), blanks(), values())
            .as((name, before, after, value) -> "\"" + name + "\"" + before + ":" + after + value);
    Arbitrary<String> other = member.list().ofMaxSize(4).map(members -> String.join(",", members));
    return Combinators.combine(blanks(), other, member, blanks())
        .as(
            (blank, left, right, end) ->
                blank + "{" + left + (left.isEmpty() ? "" : ",") + right + blank + "}" + end);
  }

  private static Arbitrary<String> values() {
    Arbitrary<String> scalar =
        Arbitraries.frequencyOf(
            Tuple.of(2, numbers()),
            Tuple.of(2, texts().map("\"%s\""::formatted)),
            Tuple.of(1, Arbitraries.of("true", "false", "null", "nul", "True", "nulls", "NaN")),
            Tuple.of(1, Arbitraries.of("1", "2.5", "\"x\"", "\"none\"", "\"\"")));
    return Arbitraries.lazyOf(
        () -> scalar,
        () -> scalar,
        () -> scalar,
        () ->
            Combinators.combine(blanks(), values().list().ofMaxSize(3))
                .as((blank, items) -> "[" + String.join(blank + "," + blank, items) + blank + "]"),
        () ->
            Combinators.combine(texts(), values(), blanks())
                .as((name, value, blank) -> "{" + blank + "\"" + name + "\":" + value + "}"));
  }

  private static Arbitrary<String> numbers() {
    return Arbitraries.of("-", "0", "1", "12", ".", "5", "e", "E", "+", "00")
        .list()
        .ofMinSize(1)
        .ofMaxSize(5)
        .map(parts -> String.join("", parts));
  }

  private static Arbitrary<String> texts() {
    return Arbitraries.of(
            "x",
            "plain text",
            "é",
            "漢",
            "😀",
            "\\n",
            "\\\"",
            "\\\\",
            "\\/",
            "\\u00e9",
            "\\u0000",
            "\\ud83d",
            "\\ude00",
            "\\uD83D\\uDE00",
            "\\u12",
            "\\x",
            "\t",
            "\u0001",
            "\u007f",
            "'")
        .list()
        .ofMaxSize(4)
        .map(parts -> String.join("", parts));
  }

  private static Arbitrary<String> blanks() {
    return Arbitraries.frequencyOf(
        Tuple.of(6, Arbitraries.just("")),
        Tuple.of(1, Arbitraries.of(" ", "\t", " \r ", "\f", "\u00a0")));
  }

  /** One character more, or one less, or another. */
  private static Arbitrary<String> damaged(Arbitrary<String> texts) {
    Arbitrary<String> one =
        Arbitraries.of("", "", "{", "}", "[", "]", "\"", ",", ":", "\\", "1", "x", "\u0000");
    return Combinators.combine(
            texts, Arbitraries.integers().between(0, 200), one, Arbitraries.of(0, 1))
        .as(
            (text, place, put, taken) -> {
              int at = place % (text.length() + 1);
              int end = Math.min(text.length(), at + taken);
              return text.substring(0, at) + put + text.substring(end);
            });
  }

  /** They look like UTF-16 and UTF-32, whole and cut off. */
  @Property(tries = 200)
  void zerosAreNoOtherEncoding(@ForAll("charsets") Charset charset, @ForAll("cuts") int cut) {
    byte[] line = "{\"b\":1,\"c\":[1]}".getBytes(charset);
    byte[] upload = Arrays.copyOf(line, line.length - cut);
    Result result =
        new Reading(upload, TextLayout.ndjson(0), Reading.definition(UnknownColumns.KEEP, COLUMNS))
            .whole();
    assertThat(result.rows()).isEmpty();
    assertThat(result.rejects()).hasSize(1);
  }

  @Provide
  Arbitrary<Charset> charsets() {
    return Arbitraries.of("UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE").map(Charset::forName);
  }

  @Provide
  Arbitrary<Integer> cuts() {
    return Arbitraries.integers().between(0, 7);
  }

  @Property(tries = 200)
  void depthsAndLengthsBeyondTheUsualAreReadToo(
      @ForAll("depths") int depth, @ForAll UnknownColumns unknownColumns) {
    List<String> lines = new ArrayList<>();
    lines.add("{\"b\":1,\"c\":" + "[".repeat(depth) + "]".repeat(depth) + "}");
    lines.add("{\"b\":1,\"c\":" + "1".repeat(depth) + "}");
    lines.add("{\"b\":1,\"c\":{\"" + "n".repeat(depth * 50) + "\":1}}");
    lines.add("{\"b\":1,\"" + "n".repeat(depth * 50) + "\":1}");
    assertThat(values(read(lines, unknownColumns)))
        .isEqualTo(values(read(lines.stream().map(MARK::concat).toList(), unknownColumns)));
  }

  @Provide
  Arbitrary<Integer> depths() {
    return Arbitraries.of(1, 5, 6, 63, 64, 65, 200, 500, 501, 999, 1000, 1001, 1002);
  }
}
