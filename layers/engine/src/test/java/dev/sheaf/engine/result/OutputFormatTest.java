package dev.sheaf.engine.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class OutputFormatTest {

  @Test
  void answersAndFilesHaveTheirFormats() {
    assertThat(OutputFormat.ofAnswers()).hasToString("[table, csv, ndjson, json]");
    assertThat(OutputFormat.ofFiles()).hasToString("[csv, ndjson, parquet]");
  }

  @Test
  void everyFormatIsOfferedForSomething() {
    for (OutputFormat format : OutputFormat.values()) {
      assertThat(
              OutputFormat.ofAnswers().contains(format) || OutputFormat.ofFiles().contains(format))
          .as("%s", format)
          .isTrue();
    }
  }

  @Test
  void whatOnlyAFileCanBeHasNoWriterOfRows() {
    assertThatIllegalStateException()
        .isThrownBy(OutputFormat.PARQUET::writer)
        .withMessage("parquet is written to files only, not row by row");
    assertThat(OutputFormat.ofAnswers()).allSatisfy(format -> format.writer());
  }
}
