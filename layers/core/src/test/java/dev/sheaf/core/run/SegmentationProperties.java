package dev.sheaf.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.Encoding;
import dev.sheaf.core.dataset.Format;
import dev.sheaf.core.dataset.Source;
import dev.sheaf.core.part.ScratchFolder;
import dev.sheaf.core.snapshot.Manifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Segment size, order and trouble on the way cannot be seen in a snapshot. */
final class SegmentationProperties {
  private static Definition in(Encoding encoding) {
    Source commas =
        new Source(
            Format.CSV,
            encoding,
            0,
            ',',
            null,
            null,
            null,
            Source.QuotedNewlines.ALLOWED,
            Source.Header.PRESENT,
            Map.of());
    return new Definition(
        "texts",
        Map.of("default", commas),
        Stream.of("a", "b", "c")
            .map(name -> Column.of(name, ColumnType.of(ColumnType.Kind.VARCHAR)))
            .toList(),
        Definition.UnknownColumns.REJECT,
        1.0,
        Definition.Admission.ON_UPLOAD,
        List.of());
  }

  private static Path scratch = Path.of("");

  @BeforeContainer
  static void makeScratch() throws IOException {
    scratch = Files.createTempDirectory("sheaf-test");
  }

  @AfterContainer
  static void deleteScratch() {
    ScratchFolder.delete(scratch);
  }

  @Property(tries = 150)
  void theSnapshotDoesNotShowHowItWasCut(
      @ForAll("bodies") String body,
      @ForAll @IntRange(min = 1, max = 60) int segmentBytes,
      @ForAll long seed) {
    Manifest whole = snapshot(body, 1 << 20, new Random(seed), 0);
    Manifest cut = snapshot(body, segmentBytes, new Random(seed), 20);

    assertThat(cut.fingerprint()).isEqualTo(whole.fingerprint());
    assertThat(cut.counts()).isEqualTo(whole.counts());
  }

  @Property(tries = 150)
  void theSnapshotDoesNotShowTheEncoding(
      @ForAll("bodies") String body,
      @ForAll Encoding encoding,
      @ForAll @IntRange(min = 1, max = 60) int segmentBytes,
      @ForAll long seed) {
    String text = new String(body.getBytes(encoding.charset()), encoding.charset());
    Manifest utf8 = snapshot(text, 1 << 20, new Random(seed), 0);
    Manifest cut =
        snapshot(
            in(encoding),
            ("a,b,c\n" + text).getBytes(encoding.charset()),
            segmentBytes,
            new Random(seed),
            20);

    assertThat(cut.fingerprint()).isEqualTo(utf8.fingerprint());
    assertThat(cut.counts()).isEqualTo(utf8.counts());
  }

  private static Manifest snapshot(String body, long segmentBytes, Random random, int trouble) {
    byte[] upload = ("a,b,c\n" + body).getBytes(StandardCharsets.UTF_8);
    return snapshot(in(Encoding.UTF_8), upload, segmentBytes, random, trouble);
  }

  private static Manifest snapshot(
      Definition definition, byte[] upload, long segmentBytes, Random random, int trouble) {
    MemorySheaf sheaf = new MemorySheaf(scratch, segmentBytes);
    sheaf.definitions.apply(definition);
    sheaf.upload("texts/a.csv", upload);
    sheaf.event("texts/a.csv");
    sheaf.settle(random, trouble);
    return sheaf.head("texts");
  }

  @Provide
  Arbitrary<String> bodies() {
    Arbitrary<String> field =
        Arbitraries.of(
            "",
            "x",
            "\"\"",
            "\"a\nb\"",
            "\"q\"\"q\"",
            "\"a,b\"",
            "12",
            "é",
            "가ソ",
            "乗😀",
            "\"\r\n\"");
    Arbitrary<String> record =
        field.list().ofMinSize(1).ofMaxSize(4).map(fields -> String.join(",", fields));
    return record
        .list()
        .ofMaxSize(30)
        .flatMap(records -> Arbitraries.of("\n", "\r\n").map(end -> lines(records, end)));
  }

  private static String lines(List<String> records, String end) {
    return String.join(end, records);
  }
}
