package dev.sheaf.core.inference;

import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.Source;
import dev.sheaf.core.dataset.Source.Header;
import dev.sheaf.core.framing.Dialect;
import dev.sheaf.core.framing.LineEnd;
import dev.sheaf.core.framing.RecordState;
import dev.sheaf.core.upload.UploadRefusedException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells how delimited text is written, from its text. What the source declares stands. */
final class DialectDetector {
  private static final int SAMPLE_RECORDS = 1000;

  /** The share of records that must agree in their number of columns. */
  private static final double AGREEMENT = 0.5;

  /** The share of records that makes two fields in each no accident. */
  private static final double CERTAIN = 0.9;

  private static final Pattern DIGITS = Pattern.compile("[-+]?\\d*");

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
    if (declared != null) {
      return detector.dialect(declared);
    }
    return detector.dialect(detector.delimiter(key));
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
   * @param expected fields of the first record that are expected names
   */
  private record Split(
      char delimiter, TableShape shape, List<SampleRecord> records, long expected) {}

  private @Nullable Character delimiter(String key) {
    List<Split> splits = new ArrayList<>();
    for (char candidate : candidates(key)) {
      splits.add(split(candidate));
    }
    // A header that names the dataset's columns says more than any number of ragged records.
    long named = splits.stream().mapToLong(Split::expected).max().orElse(0);
    splits.removeIf(split -> split.expected() < named);
    // Of equals the first candidate wins: max() would take the last.
    Optional<Split> best =
        splits.stream()
            .filter(DialectDetector::isTable)
            .min(
                Comparator.<Split>comparingInt(split -> split.shape().rank())
                    .thenComparing(
                        Comparator.<Split>comparingDouble(split -> split.shape().agreement())
                            .thenComparingInt(split -> split.shape().most())
                            .reversed()));
    if (best.isPresent()) {
      return best.get().delimiter();
    }
    return oneColumn(splits, named);
  }

  private static boolean isTable(Split split) {
    TableShape shape = split.shape();
    return shape.isSplit()
        && shape.agreement() >= AGREEMENT
        && switch (shape.fit()) {
          case EQUAL, TRAILING_NAME, TRAILING_DELIMITER, ROW_NAMES, SHORT -> true;
          case NONE -> false;
        };
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
    if (records.isEmpty()) {
      return new Split(delimiter, new TableShape(TableShape.Fit.EQUAL, 1, 1, 1), records, 0);
    }
    int leastNames =
        source.header() == Header.PRESENT
            ? HeaderNames.leastWithRowNames(expectedNames)
            : Integer.MAX_VALUE;
    TableShape shape = TableShape.of(records, leastNames);
    return new Split(delimiter, shape, records, expected(records.get(0)));
  }

  private long expected(SampleRecord header) {
    return header.fields().stream()
        .filter(field -> expectedNames.contains(Column.fold(field.text())))
        .count();
  }

  /**
   * None, if the file is of one column: free text may hold commas. Where the header holds a delimiter,
   * that is it all the same, and the records do not fit.
   */
  private @Nullable Character oneColumn(List<Split> splits, long named) {
    Split first = splits.get(0);
    // A quote that is never closed is better refused than hidden.
    if (first.records().isEmpty() || first.shape().most() == 0) {
      return first.delimiter();
    }
    Optional<Split> held =
        splits.stream()
            .filter(split -> split.shape().header() > 1)
            .max(Comparator.comparingInt(split -> split.shape().header()));
    if (held.isPresent()) {
      return held.get().delimiter();
    }
    if (named == 0 && source.header() == Header.PRESENT) {
      splits.forEach(this::refuseIfUncertain);
    }
    return null;
  }

  /** Below a single name, two fields in each record may be one number or two columns. */
  private void refuseIfUncertain(Split split) {
    TableShape shape = split.shape();
    List<SampleRecord> below = split.records().subList(1, split.records().size());
    if (shape.most() != 2 || shape.agreement() < CERTAIN || !areNumbers(below)) {
      return;
    }
    throw new UploadRefusedException(
        ("the first line has 1 field, and %d of the %d records below it have 2 if '%s' parts them: declare in a definition whether it does"
                + " (delimiter: \"%s\", with header: false and skip_rows: 1 if the first line names no columns) or not (delimiter: none, with decimal_point: \"%s\" if these are numbers)")
            .formatted(
                below.stream().filter(record -> record.size() == 2).count(),
                below.size(),
                split.delimiter(),
                split.delimiter(),
                split.delimiter()));
  }

  private static boolean areNumbers(List<SampleRecord> records) {
    return records.stream()
        .filter(record -> record.size() == 2)
        .allMatch(
            record ->
                record.fields().stream()
                    .allMatch(field -> DIGITS.matcher(field.text().strip()).matches()));
  }
}
