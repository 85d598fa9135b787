package dev.sheaf.core.inference;

import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.Source;
import dev.sheaf.core.framing.Dialect;
import dev.sheaf.core.framing.LineEnd;
import dev.sheaf.core.framing.RecordState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells how delimited text is written, from its text. What the source declares stands. */
final class DialectDetector {
  private static final int SAMPLE_RECORDS = 1000;

  /** The share of records that must agree in their number of columns. */
  private static final double AGREEMENT = 0.5;

  /** The share of records without a comma that makes a file one of one column. */
  private static final double ONE_COLUMN = 0.9;

  private final HeadText text;
  private final Source source;
  private final Set<String> expectedNames;
  private final LineEnd lineEnd;

  private DialectDetector(HeadText text, Source source, Set<String> expectedNames) {
    this.text = text;
    this.source = source;
    this.expectedNames = expectedNames;
    this.lineEnd = text.lineEnd();
  }

  /**
   * Tells the dialect.
   *
   * @param expectedNames folded names that a header may hold; empty if none are known
   */
  static Dialect detect(HeadText text, Source source, String key, Set<String> expectedNames) {
    DialectDetector detector = new DialectDetector(text, source, expectedNames);
    if (source.without().contains(Source.Mark.DELIMITER)) {
      return detector.dialect(null);
    }
    Character declared = source.delimiter();
    return detector.dialect(declared != null ? declared : detector.delimiter(key));
  }

  private Dialect dialect(@Nullable Character delimiter) {
    return new Dialect(
        delimiter,
        source.quoteMark(),
        source.escapeMark(),
        source.comment(),
        source.quotedNewlines() == Source.QuotedNewlines.ALLOWED,
        lineEnd,
        source.escapes() == Source.Escapes.C);
  }

  /**
   * How the records look when split at one candidate.
   *
   * @param columns the most frequent number of columns; 0 where no record is sound
   * @param agreement the share of sound records with that many; halved where the first record, the
   *     likely header, is not among them
   * @param expected fields of the first record that are expected names
   */
  private record Split(char delimiter, int columns, double agreement, long expected) {}

  private char delimiter(String key) {
    List<Split> splits = new ArrayList<>();
    for (char candidate : candidates(key)) {
      splits.add(split(candidate));
    }
    // A header that names the dataset's columns says more than any number of ragged records.
    long named = splits.stream().mapToLong(Split::expected).max().orElse(0);
    splits.removeIf(split -> split.expected() < named);
    // Of equals the first candidate wins: max() would take the last.
    return splits.stream()
        .filter(split -> split.columns() > 1 && split.agreement() >= AGREEMENT)
        .min(
            Comparator.comparingDouble(Split::agreement)
                .thenComparingInt(Split::columns)
                .reversed())
        .orElseGet(() -> oneColumn(splits))
        .delimiter();
  }

  private List<Character> candidates(String key) {
    List<Character> candidates =
        new ArrayList<>(
            key.toLowerCase(Locale.ROOT).endsWith(".tsv")
                ? List.of('\t', ',', ';', '|')
                : List.of(',', ';', '\t', '|'));
    for (Character taken :
        new Character[] {source.quoteMark(), source.escapeMark(), source.comment()}) {
      candidates.remove(taken);
    }
    return candidates;
  }

  private Split split(char delimiter) {
    List<SampleRecord> records =
        CsvSampler.read(
            dialect(delimiter),
            text.bytes(),
            text.start(),
            RecordState.RECORD_START,
            text.tail(),
            SAMPLE_RECORDS);
    Map<Integer, Integer> counts = new HashMap<>();
    for (SampleRecord record : records) {
      if (record.soundness() == SampleRecord.Soundness.SOUND) {
        counts.merge(record.size(), 1, Integer::sum);
      }
    }
    long expected = records.isEmpty() ? 0 : expected(records.get(0));
    if (counts.isEmpty()) {
      return new Split(delimiter, 0, 0, expected);
    }
    int columns =
        counts.entrySet().stream()
            .max(Map.Entry.<Integer, Integer>comparingByValue().thenComparing(Map.Entry::getKey))
            .orElseThrow()
            .getKey();
    double agreement = counts.getOrDefault(columns, 0) / (double) records.size();
    boolean headerAgrees = records.get(0).size() == columns;
    return new Split(delimiter, columns, headerAgrees ? agreement : agreement / 2, expected);
  }

  private long expected(SampleRecord header) {
    return header.fields().stream()
        .filter(field -> expectedNames.contains(Column.fold(field.text())))
        .count();
  }

  /** Free text may hold commas; then a delimiter that it does not hold keeps it in one piece. */
  private static Split oneColumn(List<Split> splits) {
    Split first = splits.get(0);
    // A quote that is never closed is better refused than hidden by an odd delimiter.
    boolean unreadable = first.columns() == 0;
    if (unreadable || (first.columns() == 1 && first.agreement() >= ONE_COLUMN)) {
      return first;
    }
    return splits.stream()
        .filter(split -> split.columns() == 1)
        .max(Comparator.comparingDouble(Split::agreement))
        .filter(split -> split.agreement() >= ONE_COLUMN)
        .orElse(first);
  }
}
