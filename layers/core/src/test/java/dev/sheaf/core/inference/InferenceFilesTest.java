package dev.sheaf.core.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.definition.DefinitionParser;
import dev.sheaf.core.definition.DefinitionWriter;
import dev.sheaf.core.json.Json;
import dev.sheaf.core.record.FieldParser;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the files in {@code src/test/resources/inference}; see the README there. */
class InferenceFilesTest {

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
        .isEqualTo(inferred.withoutEvidence());
    assertThat(Json.read(Json.write(inferred), Definition.class)).isEqualTo(inferred);
  }

  @ParameterizedTest
  @MethodSource("uploads")
  void theUploadHasTheLayoutThatItsDefinitionPins(Path file) throws IOException {
    Definition inferred = infer(file);
    InMemoryObject object = new InMemoryObject(Files.readAllBytes(file));

    // Throws if the source as pinned does not fit the upload it was inferred from.
    LayoutDetector.detect(
        Head.read(object, Files.size(file)),
        inferred.source("default"),
        file.getFileName().toString(),
        inferred.columns().stream().map(Column::name).toList());
  }

  private static Definition infer(Path file) throws IOException {
    InMemoryObject object = new InMemoryObject(Files.readAllBytes(file));
    return TypeInference.infer(object.upload(file.getFileName().toString()), object);
  }

  private static Path definition(Path upload) {
    return upload.resolveSibling(upload.getFileName() + ".yaml");
  }
}
