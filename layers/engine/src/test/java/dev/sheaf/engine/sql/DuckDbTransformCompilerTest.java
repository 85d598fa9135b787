package dev.sheaf.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.transform.RowTransform;
import dev.sheaf.core.transform.TransformException;
import dev.sheaf.engine.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DuckDbTransformCompilerTest {
  private static final RowSchema INPUT =
      Samples.schema(
          "a bigint",
          "b varchar",
          "p decimal(18,2)",
          "w decimal(38,6)",
          "d date",
          "ts timestamp",
          "x double",
          "ok boolean",
          "j json");

  @TempDir static Path folder;
  private static DuckDbTransformCompiler compiler;

  @BeforeAll
  static void open() {
    compiler = new DuckDbTransformCompiler(folder);
  }

  static Stream<Arguments> accepted() throws IOException {
    return Samples.lines("transforms-accepted.txt");
  }

  static Stream<Arguments> refused() throws IOException {
    return Samples.lines("transforms-refused.txt");
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void givesTheseColumns(String sql, String columns) {
    try (RowTransform transform = compiler.compile(INPUT, sql)) {
      assertThat(
              transform.schema().fields().stream()
                  .map(field -> field.name() + " " + field.type())
                  .collect(Collectors.joining(", ")))
          .isEqualTo(columns);
    }
  }

  @ParameterizedTest
  @MethodSource("refused")
  void isRefused(String sql, String message) {
    assertThatThrownBy(() -> compiler.compile(INPUT, sql).close())
        .isInstanceOf(TransformException.class)
        .hasMessageContaining(message)
        .message()
        .doesNotContain("\n");
  }

  @Test
  void nothingIsLeftBehind() throws IOException {
    assertThatThrownBy(() -> compiler.compile(INPUT, "SELECT"))
        .isInstanceOf(TransformException.class);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void lengthAndDepthHaveALimit() {
    assertThatThrownBy(
            () ->
                compiler.compile(
                    INPUT, "SELECT '%s' AS t FROM segment".formatted("x".repeat(100_000))))
        .isInstanceOf(TransformException.class)
        .hasMessageContaining("at most 100000");
    assertThatThrownBy(
            () ->
                compiler.compile(
                    INPUT, "SELECT a%s AS t FROM segment".formatted(" + 1".repeat(900))))
        .isInstanceOf(TransformException.class)
        .hasMessageContaining("nested");
  }
}
