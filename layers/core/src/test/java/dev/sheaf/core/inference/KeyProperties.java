package dev.sheaf.core.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.framing.RecordState;
import dev.sheaf.core.json.Json;
import dev.sheaf.core.record.SegmentReader;
import dev.sheaf.core.record.TextLayout;
import dev.sheaf.core.reject.Reject;
import dev.sheaf.core.row.RowBatch;
import dev.sheaf.core.upload.UploadRefusedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

/** Whatever names an upload uses, the definition inferred from it can be stored, and reads it. */
class KeyProperties {
  @Property(tries = 1000)
  void aDefinitionOfAnyKeysReadsBackAndReads(@ForAll("objects") List<List<String>> objects) {
    String upload =
        objects.stream()
            .map(
                keys ->
                    keys.stream()
                        .map(key -> escaped(key) + ":1")
                        .collect(Collectors.joining(",", "{", "}\n")))
            .collect(Collectors.joining());
    check("d/s/u.ndjson", upload, objects.size());
  }

  @Property(tries = 500)
  void aDefinitionOfAnyHeaderReadsBackAndReads(@ForAll("names") List<String> names) {
    String header =
        names.stream()
            .filter(Column::isText)
            .map(name -> '"' + name.replace("\"", "\"\"") + '"')
            .collect(Collectors.joining(","));
    String record = header.isEmpty() ? "" : "1" + ",1".repeat(names.size() - 1) + "\n";
    check("d/s/u.csv", header + "\n" + record, 1);
  }

  @Test
  void keysThatNoColumnCanHaveAreRenamed() {
    Definition blank = infer("d/s/u.ndjson", "{\"\":1,\"a\":2}\n");
    Definition nul = infer("d/s/u.ndjson", "{\"foo\\u0000bar\":1,\"_id\":2,\"foo_bar\":3}\n");

    assertThat(blank.columns()).extracting(Column::name).containsExactly("column1", "a");
    assertThat(nul.columns())
        .extracting(Column::name)
        .containsExactly("cfoo_bar", "c_id", "foo_bar");
    assertThat(nul.evidence().get(0))
        .contains("names that no column can have: 'foo\\u0000bar' is cfoo_bar, '_id' is c_id");
  }

  @Test
  void halfASurrogatePairInAKeyCostsItsRecordOnly() {
    String upload = "{\"\\ud800k\":1,\"a\":2}\n{\"\\udc00k\":1,\"a\":2}\n{\"a\":3}\n";

    Definition inferred = infer("d/s/u.ndjson", upload);

    assertThat(inferred.columns()).extracting(Column::name).containsExactly("a");
    assertThat(read(inferred, "d/s/u.ndjson", upload.getBytes(StandardCharsets.UTF_8)))
        .extracting(Reject::offset)
        .containsExactly(0L, 20L);
  }

  private static Definition infer(String key, String upload) {
    return new InMemoryObject(upload.getBytes(StandardCharsets.UTF_8)).infer(key);
  }

  private static void check(String key, String text, int records) {
    Definition inferred;
    try {
      inferred = infer(key, text);
    } catch (UploadRefusedException e) {
      return;
    }
    byte[] upload = text.getBytes(StandardCharsets.UTF_8);

    Definition stored = Json.read(Json.write(inferred), Definition.class);

    assertThat(stored).isEqualTo(inferred);
    Set<String> names = new HashSet<>();
    for (Column column : stored.columns()) {
      assertThat(names.add(column.foldedName())).as(column.name()).isTrue();
      assertThat(column.name()).isNotBlank().doesNotContain("\0").doesNotStartWith("_");
      assertThat(Column.isText(column.name())).isTrue();
    }
    assertThat(read(stored, key, upload)).hasSizeLessThanOrEqualTo(records);
  }

  /** The rejects of the upload under the definition. */
  private static List<Reject> read(Definition definition, String key, byte[] upload) {
    TextLayout layout =
        LayoutDetector.detect(
            new Head(upload, upload.length),
            definition.source("s"),
            key,
            definition.columns().stream().map(Column::name).toList());
    layout.requireFit(definition, "s");
    List<Reject> rejects = new ArrayList<>();
    if (layout.dataStart() == upload.length) {
      return rejects;
    }
    SegmentReader reader =
        new SegmentReader(
            new SegmentReader.Segment(
                upload.length, layout, definition, "s", layout.dataStart(), upload.length, 1 << 20),
            new InMemoryObject(upload),
            RecordState.RECORD_START,
            rejects::add);
    RowBatch batch = new RowBatch(reader.schema());
    do {
      reader.fill(batch);
    } while (batch.rows() > 0);
    assertThat(reader.outcome().failure()).isNull();
    return rejects;
  }

  /** As JSON that any encoding can hold, halves of surrogate pairs too. */
  private static String escaped(String key) {
    return key.chars().mapToObj("\\u%04x"::formatted).collect(Collectors.joining("", "\"", "\""));
  }

  @Provide
  Arbitrary<List<List<String>>> objects() {
    return names().list().ofMinSize(1).ofMaxSize(4);
  }

  @Provide
  Arbitrary<List<String>> names() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "a",
            "A",
            "_",
            "",
            " ",
            "\0",
            "\ud800",
            "\udc00",
            "\ufeff",
            "\n",
            "\"",
            "column1",
            "column2",
            "row_name",
            "_2",
            "c",
            "extras",
            "İ",
            "\u00a0",
            "\u0085",
            "'",
            "$");
    Arbitrary<String> nasty = pieces.list().ofMaxSize(3).map(all -> String.join("", all));
    return Arbitraries.frequencyOf(
            Tuple.of(4, nasty), Tuple.of(1, Arbitraries.strings().ofMaxLength(4)))
        .list()
        .ofMinSize(1)
        .ofMaxSize(5);
  }
}
