package dev.sheaf.core.inference;

import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.Encoding;
import dev.sheaf.core.dataset.Source;
import dev.sheaf.core.framing.Dialect;
import dev.sheaf.core.framing.RecordState;
import dev.sheaf.core.record.TextLayout;
import dev.sheaf.core.record.TextLayout.Csv.Leeway;
import dev.sheaf.core.upload.UploadRefusedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Tells how one upload is written and where its data begins. */
public final class LayoutDetector {
  private static final char REPLACEMENT = '\uFFFD';

  private LayoutDetector() {}

  /**
   * Tells the layout, {@link Preamble} included. Names in the header are trimmed; a blank one is named by its position, {@code
   * column3}.
   *
   * @param columnNames the definition's columns, empty if there is none yet: names of the fields
   *     where the source has no header, and what a header is expected to hold where it has one
   * @throws UploadRefusedException if the format is unknown or the header cannot be used; the
   *     message names the place
   */
  public static TextLayout detect(Head head, Source source, String key, List<String> columnNames) {
    HeadText text = HeadText.of(head, source, key);
    Source read = Preamble.read(text, source, key);
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
    Optional<SampleRecord> first = firstRecord(text, dialect);
    TextLayout.Csv layout =
        switch (source.header()) {
          case PRESENT -> {
            refuseJson(text);
            SampleRecord header = first.orElseThrow(() -> noHeader(text));
            yield TextLayout.csv(
                    dialect, names(header, text.encoding()), text.rawOffset(header.end()))
                .below(header.fields().stream().map(SampleField::text).toList());
          }
          case ABSENT ->
              TextLayout.csv(
                  dialect,
                  columnNames.isEmpty()
                      ? numbered(first.orElseThrow(() -> noHeader(text)).size())
                      : columnNames,
                  text.rawOffset(text.start()));
        };
    TextLayout.Csv encoded = layout.in(text.encoding());
    return source.shortRecords() == Source.ShortRecords.FILL ? encoded.with(Leeway.SHORT) : encoded;
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

  private static Optional<SampleRecord> firstRecord(HeadText text, Dialect dialect) {
    return CsvSampler.read(
            dialect, text.bytes(), text.start(), RecordState.RECORD_START, text.tail(), 1)
        .stream()
        .findFirst();
  }

  private static UploadRefusedException noHeader(HeadText text) {
    return new UploadRefusedException(
        text.tail() == CsvSampler.Tail.COMPLETE
            ? "the upload is empty: it has no record, not even a header"
            : "the first record does not end within %d bytes: is a quote in it never closed?"
                .formatted(text.head().bytes().length));
  }

  private static List<String> names(SampleRecord header, Encoding encoding) {
    switch (header.soundness()) {
      case SOUND -> {}
      case JUNK_AFTER_QUOTE ->
          throw new UploadRefusedException("the header has text after a closing quote");
      case UNCLOSED_QUOTE ->
          throw new UploadRefusedException(
              "a quote in the header is never closed; if quotes are characters like others there, set quote: none for its source");
    }
    List<String> names = new ArrayList<>();
    Map<String, Integer> positions = new HashMap<>();
    for (int position = 1; position <= header.size(); position++) {
      String name = name(header.fields().get(position - 1).text().strip(), position, encoding);
      Integer other = positions.putIfAbsent(Column.fold(name), position);
      if (other != null) {
        throw new UploadRefusedException(
            "the header names '%s' twice, at positions %d and %d (names compare without case)"
                .formatted(name, other, position));
      }
      names.add(name);
    }
    return names;
  }

  private static String name(String text, int position, Encoding encoding) {
    if (text.indexOf(REPLACEMENT) >= 0) {
      throw new UploadRefusedException(
          "the name at position %d of the header, '%s', is not %s: declare the source's encoding, or save the file as UTF-8"
              .formatted(position, text, encoding));
    }
    return text.isEmpty() ? numbered(position).get(position - 1) : text;
  }

  /** Names for columns that have none. */
  static List<String> numbered(int columns) {
    return IntStream.rangeClosed(1, columns).mapToObj(i -> "column" + i).toList();
  }
}
