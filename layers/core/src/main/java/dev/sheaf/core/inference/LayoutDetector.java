package dev.sheaf.core.inference;

import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.Source;
import dev.sheaf.core.framing.Dialect;
import dev.sheaf.core.framing.RecordState;
import dev.sheaf.core.record.TextLayout;
import dev.sheaf.core.record.TextLayout.Csv.Leeway;
import dev.sheaf.core.upload.UploadRefusedException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells how one upload is written and where its data begins. */
public final class LayoutDetector {
  /** As many records tell whether they end with a delimiter. */
  private static final int SAMPLE_RECORDS = 1000;

  private LayoutDetector() {}

  /**
   * Tells the layout, {@link Preamble} included. Names in the header are those of {@link HeaderNames}.
   *
   * @param columnNames the definition's columns, empty if there is none yet: names of the fields
   *     where the source has no header, and what a header is expected to hold where it has one
   * @throws UploadRefusedException if the format is unknown or the header cannot be used; the
   *     message names the place
   */
  public static TextLayout detect(Head head, Source source, String key, List<String> columnNames) {
    HeadText text = HeadText.of(head, source, key);
    Source read = Preamble.read(text, source, key, headerNames(source, columnNames));
    HeadText below = read.equals(source) ? text : HeadText.of(head, read, key);
    return detect(below, read, key, columnNames);
  }

  static TextLayout detect(HeadText text, Source source, String key, List<String> columnNames) {
    return switch (FormatDetector.detect(text, source, key)) {
      case NDJSON -> TextLayout.ndjson(text.rawOffset(text.start())).in(text.encoding());
      case CSV -> csv(text, source, key, columnNames);
    };
  }

  static TextLayout.Csv csv(HeadText text, Source source, String key, List<String> columnNames) {
    return csv(
        text,
        source,
        DialectDetector.detect(text, source, key, headerNames(source, columnNames)),
        columnNames);
  }

  private static Set<String> headerNames(Source source, List<String> columnNames) {
    return switch (source.header()) {
      case PRESENT ->
          Stream.concat(columnNames.stream(), source.rename().keySet().stream())
              .map(Column::fold)
              .collect(Collectors.toSet());
      case ABSENT -> Set.of();
    };
  }

  private static TextLayout.Csv csv(
      HeadText text, Source source, Dialect dialect, List<String> columnNames) {
    List<SampleRecord> records = records(text, dialect);
    TextLayout.Csv layout =
        switch (source.header()) {
          case PRESENT -> {
            refuseJson(text);
            if (records.isEmpty()) {
              throw noHeader(text);
            }
            yield withHeader(text, dialect, records, headerNames(source, columnNames));
          }
          case ABSENT -> {
            if (records.isEmpty() && columnNames.isEmpty()) {
              throw noHeader(text);
            }
            yield TextLayout.csv(
                dialect,
                columnNames.isEmpty() ? numbered(records.get(0).size()) : columnNames,
                text.rawOffset(text.start()));
          }
        };
    TextLayout.Csv encoded = layout.in(text.encoding());
    return source.shortRecords() == Source.ShortRecords.FILL ? encoded.with(Leeway.SHORT) : encoded;
  }

  private static TextLayout.Csv withHeader(
      HeadText text, Dialect dialect, List<SampleRecord> records, Set<String> expectedNames) {
    SampleRecord header = records.get(0);
    List<String> names = HeaderNames.of(header, text.encoding());
    TableShape.Fit fit = TableShape.of(records, HeaderNames.leastWithRowNames(expectedNames)).fit();
    List<String> named = names.subList(0, names.size() - 1);
    boolean isLastExpected = expectedNames.contains(Column.fold(names.get(names.size() - 1)));
    List<String> fields =
        switch (fit) {
          case TRAILING_NAME -> isLastExpected ? names : named;
          case ROW_NAMES -> HeaderNames.withRowNames(names);
          case EQUAL, TRAILING_DELIMITER, SHORT, NONE -> names;
        };
    TextLayout.Csv layout =
        TextLayout.csv(dialect, fields, text.rawOffset(header.end()))
            .below(header.fields().stream().map(SampleField::text).toList());
    return switch (fit) {
      case TRAILING_NAME, TRAILING_DELIMITER -> layout.with(Leeway.TRAILING_DELIMITER);
      case EQUAL, ROW_NAMES, SHORT, NONE -> layout;
    };
  }

  /** Where the first upload was CSV, or the name says so, JSON would be a header of strange columns. */
  private static void refuseJson(HeadText text) {
    int brace = firstVisible(text, text.start());
    int next = firstVisible(text, brace + 1);
    byte[] bytes = text.bytes();
    if (next < bytes.length && bytes[brace] == '{' && (bytes[next] == '"' || bytes[next] == '}')) {
      throw new UploadRefusedException(
          "it begins with a JSON object, and is read as csv: upload it to a source of its own, with format: ndjson");
    }
  }

  private static int firstVisible(HeadText text, int from) {
    int at = from;
    while (at < text.bytes().length && text.bytes()[at] >= 0 && text.bytes()[at] <= ' ') {
      at++;
    }
    return at;
  }

  private static List<SampleRecord> records(HeadText text, Dialect dialect) {
    return CsvSampler.read(
        dialect, text.bytes(), text.start(), RecordState.RECORD_START, text.tail(), SAMPLE_RECORDS);
  }

  private static UploadRefusedException noHeader(HeadText text) {
    return new UploadRefusedException(
        text.tail() == CsvSampler.Tail.COMPLETE
            ? "the upload is empty: it has no record, not even a header"
            : "the first record does not end within %d bytes: is a quote in it never closed?"
                .formatted(text.head().bytes().length));
  }

  /** Names for columns that have none. */
  static List<String> numbered(int columns) {
    return HeaderNames.numbered(1, columns);
  }
}
