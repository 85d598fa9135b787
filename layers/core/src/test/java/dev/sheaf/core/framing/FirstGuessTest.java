package dev.sheaf.core.framing;

import static dev.sheaf.core.framing.RecordState.FIELD_START;
import static dev.sheaf.core.framing.RecordState.QUOTED;
import static dev.sheaf.core.framing.RecordState.QUOTE_IN_QUOTED;
import static dev.sheaf.core.framing.RecordState.RECORD_START;
import static dev.sheaf.core.framing.RecordState.UNQUOTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sheaf.core.testing.Dialects;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirstGuessTest {
  private static final RecordAutomaton RFC_4180 = RecordAutomaton.csv(Dialects.rfc4180());

  @Test
  void dataStartsWithARecord() {
    assertThat(guess(-1, "x\",\"y\n", 3)).isEqualTo(RECORD_START);
  }

  @Test
  void aSignedPreviousByteIsRefused() {
    assertThatThrownBy(() -> guess((byte) 0xFE, "", 3)).hasMessageContaining("previous byte -2");
  }

  @Test
  void aLineEndAsTheOnlyPossibilityNeedsNoWindow() {
    byte[] nothing = {};
    assertThat(FirstGuess.guess(RecordAutomaton.lines(), '\n', nothing, 0, 0, 1))
        .isEqualTo(RECORD_START);
    assertThat(FirstGuess.guess(RecordAutomaton.lines(), 0xFF, nothing, 0, 0, 1))
        .isEqualTo(UNQUOTED);
  }

  @Test
  void withoutEvidenceTheCutIsOutsideQuotes() {
    assertThat(guess('\n', "", 3)).isEqualTo(RECORD_START);
    assertThat(guess(',', "", 3)).isEqualTo(FIELD_START);
    assertThat(guess('x', "", 3)).isEqualTo(UNQUOTED);
  }

  @Test
  void columnsTellRecordsFromQuotedLines() {
    assertThat(guess('\n', "1,2,3\n4,5,6\n", 3)).isEqualTo(RECORD_START);
    assertThat(guess('\n', "some\nlines of\ntext", 3)).isEqualTo(QUOTED);
  }

  @Test
  void aQuoteThatClosesNothingMeansTheCutIsInQuotes() {
    assertThat(guess('x', "end of note\",2\n1,\"a\",3\n", 3)).isEqualTo(QUOTED);
    assertThat(guess('x', "yz,\"note\",2\n1,\"a\",3\n", 3)).isEqualTo(UNQUOTED);
  }

  @Test
  void afterAQuoteTheNextByteDecides() {
    assertThat(guess('"', "note\",2\n1,\"a\",3\n", 3)).isEqualTo(QUOTED);
    assertThat(guess('"', "\" b\",2\n1,\"a\",3\n", 3)).isIn(QUOTED, QUOTE_IN_QUOTED);
    assertThat(guess('"', ",2\n1,\"a\",3\n", 3)).isNotEqualTo(QUOTED);
  }

  @Test
  void blankRecordsAndCommentsAreNoEvidence() {
    RecordAutomaton commented =
        RecordAutomaton.csv(new Dialect(',', '"', null, '#', true, LineEnd.LF));
    byte[] window = "\n\r\n# one, two\n\n1,2\n".getBytes(StandardCharsets.US_ASCII);
    assertThat(FirstGuess.guess(commented, '\n', window, 0, window.length, 2))
        .isEqualTo(RECORD_START);
    assertThat(new GuessLane(commented, RECORD_START, 2).score(window, 0, window.length))
        .isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 0, 0", "0.05, 0, 0, 0", "0.95, 0, 0, 0", "0.95, 0.5, 0, 10", "0, 0, 0.02, 10"})
  void wrongGuessesAreRare(
      double embeddedNewlines, double pastedRows, double bareInches, int mostWrong) {
    RealisticCsv.Traits traits =
        new RealisticCsv.Traits(embeddedNewlines, pastedRows, bareInches, "\n");
    GuessAccuracy.Count count =
        GuessAccuracy.measure(new SplittableRandom(11), traits, 300, GuessAccuracy.WINDOW);
    assertThat(count.wrong()).isLessThanOrEqualTo(mostWrong);
  }

  private static RecordState guess(int previousByte, String text, int columns) {
    byte[] window = text.getBytes(StandardCharsets.US_ASCII);
    return FirstGuess.guess(RFC_4180, previousByte, window, 0, window.length, columns);
  }
}
