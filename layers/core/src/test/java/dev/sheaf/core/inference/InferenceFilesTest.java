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
import dev.sheaf.core.value.FieldParser;
import dev.sheaf.core.yaml.DefinitionParser;
import dev.sheaf.core.yaml.DefinitionWriter;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the files in {@code src/test/resources/inference}; see the README there. */
class InferenceFilesTest {
  /** How many records of a file are dirty or lines of its header, where any are. */
  private static final Map<String, Integer> DIRTY_RECORDS =
      Map.of("dirty_rows.csv", 3, "events.ndjson", 2, "glued_files.csv", 2, "survey.csv", 1);

  static Stream<Path> uploads() throws IOException, URISyntaxException {
    Path folder = Path.of(InferenceFilesTest.class.getResource("/inference").toURI());
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> Files.exists(definition(file))).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("uploads")
  void infersWhatAPersonWouldWrite(Path file) throws IOException {
    Definition inferred = infer(file);

    assertThat(DefinitionWriter.write(inferred)).isEqualTo(Files.readString(definition(file)));
  }

  @ParameterizedTest
  @MethodSource("uploads")
  void whatIsInferredCanBeUsedAndKept(Path file) throws IOException {
    Definition inferred = infer(file);

    assertThat(inferred.columns().stream().map(FieldParser::of).map(FieldParser::column))
        .isEqualTo(inferred.columns());
    assertThat(DefinitionParser.parse("inferred.yaml", DefinitionWriter.write(inferred)))
        .usingRecursiveComparison()
        .ignoringFields("evidence")
        .ignoringFieldsMatchingRegexes("columns\\.inference")
        .isEqualTo(inferred);
    assertThat(inferred.columns()).extracting(Column::inference).doesNotContainNull();
    assertThat(Json.read(Json.write(inferred), Definition.class)).isEqualTo(inferred);
  }

  @ParameterizedTest
  @MethodSource("uploads")
  void theUploadIsReadByTheDefinitionInferredFromIt(Path file) throws IOException {
    Definition inferred = infer(file);
    InMemoryObject object = new InMemoryObject(Files.readAllBytes(file));
    long bytes = Files.size(file);
    TextLayout layout =
        LayoutDetector.detect(
            Head.read(object, bytes),
            inferred.source("default"),
            file.getFileName().toString(),
            inferred.columns().stream().map(Column::name).toList());
    List<Reject> rejects = new ArrayList<>();
    if (layout.dataStart() < bytes) {
      SegmentReader reader =
          new SegmentReader(
              new SegmentReader.Segment(
                  bytes, layout, inferred, "default", layout.dataStart(), bytes, 1 << 20),
              object,
              RecordState.RECORD_START,
              rejects::add);
      RowBatch batch = new RowBatch(reader.schema());
      do {
        reader.fill(batch);
      } while (batch.rows() > 0);
      assertThat(reader.outcome().failure()).isNull();
    }

    int expected = DIRTY_RECORDS.getOrDefault(file.getFileName().toString(), 0);
    assertThat(rejects).as("%s", rejects).hasSize(expected);
  }

  private static Definition infer(Path file) throws IOException {
    InMemoryObject object = new InMemoryObject(Files.readAllBytes(file));
    return object.infer(file.getFileName().toString());
  }

  private static Path definition(Path upload) {
    return upload.resolveSibling(upload.getFileName() + ".yaml");
  }
}
