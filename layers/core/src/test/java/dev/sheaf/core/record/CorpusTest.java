package dev.sheaf.core.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sheaf.core.framing.RecordState;
import dev.sheaf.core.record.Reading.Result;
import dev.sheaf.core.reject.Reject;
import dev.sheaf.core.upload.UploadRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CorpusTest {
  private static final Path CORPUS = Path.of("src/test/resources/corpus");

  static List<CorpusCase> cases() throws IOException {
    List<CorpusCase> cases = new ArrayList<>();
    try (Stream<Path> files = Files.list(CORPUS)) {
      for (Path file : files.sorted().toList()) {
        if (file.toString().matches(".*[.](csv|ndjson)")) {
          cases.add(CorpusCase.read(file));
        }
      }
    }
    assertThat(cases).hasSizeGreaterThan(35);
    return cases;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void readsAsExpected(CorpusCase corpus) {
    if (corpus.expected().get(0).startsWith("refused ")) {
      assertThatThrownBy(() -> corpus.reading().whole())
          .isInstanceOf(UploadRefusedException.class)
          .hasMessageContaining(corpus.expected().get(0).substring("refused ".length()));
      return;
    }
    assertThat(describe(corpus.reading().whole())).isEqualTo(corpus.expected());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void readsTheSameInTwoSegmentsWhereverTheyMeet(CorpusCase corpus) {
    String first = corpus.expected().get(0);
    if (first.startsWith("refused ") || first.startsWith("failure ")) {
      return;
    }
    TextLayout layout = corpus.layout();
    int start = (int) layout.dataStart();
    if (layout.isAmbiguous()) {
      return;
    }
    int unit = layout.encoding().unitBytes();
    for (int cut = start + unit; cut < corpus.upload().length; cut += unit) {
      Reading reading = corpus.reading().chunkBytes(3);
      Result left = reading.segment(start, cut, null);
      RecordState state = left.outcome().summary().from(RecordState.RECORD_START).end();
      Result right = reading.segment(cut, corpus.upload().length, state);
      assertThat(describe(left, right)).as("cut at %d", cut).isEqualTo(corpus.expected());
    }
  }

  /** Most of these segments hold no record start, and most records go through several. */
  @ParameterizedTest
  @MethodSource("cases")
  void readsTheSameInSegmentsOfAFewBytes(CorpusCase corpus) {
    if (corpus.expected().get(0).startsWith("refused ")) {
      return;
    }
    for (int segmentBytes : new int[] {1, 2, 5, 11}) {
      List<Result> parts = corpus.reading().chunkBytes(4).cut(segmentBytes);
      assertThat(describe(parts.toArray(Result[]::new)))
          .as("segments of %d bytes", segmentBytes)
          .isEqualTo(corpus.expected());
    }
  }

  private static List<String> describe(Result... results) {
    Map<Long, String> lines = new TreeMap<>();
    long skipped = 0;
    for (Result result : results) {
      ReadFailure failure = result.outcome().failure();
      if (failure != null) {
        return List.of("failure %s @%d".formatted(failure.kind(), failure.byteOffset()));
      }
      for (String row : result.rows()) {
        lines.put(Long.parseLong(row.substring(1, row.indexOf(' '))), "row " + row);
      }
      for (Reject reject : result.rejects()) {
        lines.put(
            reject.offset(),
            "reject @%d+%d %s".formatted(reject.offset(), reject.length(), rules(reject)));
      }
      skipped += result.outcome().counts().skipped();
    }
    List<String> described = new ArrayList<>(lines.values());
    described.add("skipped " + skipped);
    return described;
  }

  private static String rules(Reject reject) {
    return reject.violations().stream()
        .map(v -> v.column().isEmpty() ? v.rule() : v.column() + ":" + v.rule())
        .collect(Collectors.joining(" "));
  }
}
