package dev.sheaf.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.framing.Cuts;
import dev.sheaf.core.inference.Head;
import dev.sheaf.core.inference.LayoutDetector;
import dev.sheaf.core.record.SegmentReader;
import dev.sheaf.core.record.TextLayout;
import dev.sheaf.core.row.Counts;
import dev.sheaf.core.row.Fingerprint;
import dev.sheaf.core.row.FingerprintVersion;
import dev.sheaf.core.row.RowBatch;
import dev.sheaf.core.row.RowHasher;
import dev.sheaf.core.store.ObjectReader;
import dev.sheaf.core.transform.RowTransform;
import dev.sheaf.core.transform.TransformCheck;
import dev.sheaf.core.transform.TransformedRows;
import dev.sheaf.core.yaml.DefinitionParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Rows, rejects and fingerprint of a transformed upload do not show how it was cut. */
final class TransformProperties {
  private static final String DEFINITION =
      """
      dataset: d
      sources: { default: { format: csv, delimiter: ";", quoted_newlines: false } }
      columns: { id: bigint, price: "decimal(12,2)", ratio: double, day: date, name: varchar }
      transform: |
        SELECT * EXCLUDE (ratio),
               price * 2 AS twice,
               ratio / 3 AS third,
               upper(name) || '-' || id AS label,
               CAST(name AS BIGINT) + id AS number
        FROM segment
        WHERE id % 5 <> 0 OR price > 0
      """;

  private static Path scratch = Path.of("");
  private static RowTransform transform;
  private static Definition definition = DefinitionParser.parse("d.yaml", DEFINITION);

  @BeforeContainer
  static void check() throws IOException {
    scratch = Files.createTempDirectory("sheaf-test");
    DuckDbTransformCompiler compiler = new DuckDbTransformCompiler(scratch);
    definition = TransformCheck.checked(definition, compiler);
    transform = compiler.compile(RowSchema.parsed(definition), definition.transform().sql());
  }

  @AfterContainer
  static void deleteScratch() throws IOException {
    transform.close();
    Files.delete(scratch);
  }

  private record Result(Counts counts, Fingerprint fingerprint, List<Long> rejects) {}

  @Property(tries = 20)
  void theResultDoesNotShowTheSegments(
      @ForAll("uploads") String upload, @ForAll @IntRange(min = 20, max = 400) int segmentBytes) {
    byte[] bytes = upload.getBytes(StandardCharsets.UTF_8);

    assertThat(read(bytes, segmentBytes)).isEqualTo(read(bytes, 1 << 20));
  }

  @Provide
  Arbitrary<String> uploads() {
    Arbitrary<String> names =
        Arbitraries.of("", "7", "12", "-3", "x", "é 한", "9223372036854775807", "1e3");
    Arbitrary<String> lines =
        Combinators.combine(
                Arbitraries.integers().between(-20, 20),
                Arbitraries.integers().between(-999, 999),
                Arbitraries.doubles().between(-1e6, 1e6),
                Arbitraries.integers().between(1, 28),
                names)
            .as(
                (id, price, ratio, day, name) ->
                    "%d;%d.25;%s;2024-02-%02d;%s\n".formatted(id, price, ratio, day, name));
    return lines
        .list()
        .ofMinSize(1)
        .ofMaxSize(60)
        .map(all -> all.stream().collect(Collectors.joining("", "id;price;ratio;day;name\n", "")));
  }

  private static Result read(byte[] upload, int segmentBytes) {
    TextLayout layout =
        LayoutDetector.detect(
            Head.read(new Bytes(upload), upload.length),
            definition.source("default"),
            "d.csv",
            definition.columns().stream().map(column -> column.name()).toList());
    Cuts cuts = layout.cuts(upload.length, segmentBytes);
    Result result = new Result(Counts.NONE, Fingerprint.ZERO, List.of());
    for (int i = 0; i < cuts.count(); i++) {
      result =
          plus(
              result,
              segment(
                  upload,
                  new SegmentReader.Segment(
                      upload.length,
                      layout,
                      definition,
                      "default",
                      cuts.from(i),
                      cuts.to(i),
                      SegmentReader.DEFAULT_MAX_RECORD_BYTES)));
    }
    return result;
  }

  private static Result segment(byte[] upload, SegmentReader.Segment segment) {
    RowSchema input = RowSchema.parsed(definition);
    List<Long> rejects = new ArrayList<>();
    TransformedRows rows =
        new TransformedRows(
            input,
            sink -> new SegmentReader(segment, new Bytes(upload), null, sink),
            transform,
            List.of(),
            reject -> rejects.add(reject.offset()),
            TransformedRows.FirstBatch.CHECKED);
    RowBatch batch = new RowBatch(rows.schema());
    RowHasher hasher = FingerprintVersion.V1.hasher(rows.schema());
    for (rows.fill(batch); batch.rows() > 0; rows.fill(batch)) {
      hasher.add(batch);
    }
    return new Result(rows.outcome().counts(), hasher.fingerprint(), rejects);
  }

  private static Result plus(Result one, Result other) {
    List<Long> rejects = new ArrayList<>(one.rejects());
    rejects.addAll(other.rejects());
    return new Result(
        one.counts().plus(other.counts()), one.fingerprint().plus(other.fingerprint()), rejects);
  }

  private record Bytes(byte[] bytes) implements ObjectReader {
    @Override
    public void read(long position, byte[] target, int at, int length) {
      System.arraycopy(bytes, (int) position, target, at, length);
    }

    @Override
    public void close() {}
  }
}
