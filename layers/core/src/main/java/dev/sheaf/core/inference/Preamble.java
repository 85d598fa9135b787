package dev.sheaf.core.inference;

import dev.sheaf.core.dataset.Source;
import dev.sheaf.core.framing.Dialect;
import dev.sheaf.core.framing.RecordState;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What stands above the header of delimited text, where the source does not say: comments that
 * begin with #, the line {@code sep=;} by which Excel is told the delimiter, or a title. All become
 * rows to skip of this one upload: the next one need not have them, and a record that begins with #
 * far below is none of these.
 */
final class Preamble {
  private static final char COMMENT = '#';
  private static final byte[] SEPARATOR = "sep=".getBytes(StandardCharsets.US_ASCII);
  private static final int SAMPLE_RECORDS = 1000;

  /** The share of records that must be as wide as the first one below the comments. */
  private static final double AGREEMENT = 0.9;

  private final HeadText text;
  private final Source source;
  private final String key;

  private Preamble(HeadText text, Source source, String key) {
    this.text = text;
    this.source = source;
    this.key = key;
  }

  /**
   * The source and what the first lines add to it; as it is where they add nothing.
   *
   * @param expectedNames folded names that a header may hold; empty if none are known
   */
  static Source read(HeadText text, Source source, String key, Set<String> expectedNames) {
    boolean silent = source.skipRows() == 0 && source.comment() == null;
    if (!silent || !FormatDetector.detect(text, source, key).isDelimited()) {
      return source;
    }
    Preamble preamble = new Preamble(text, source, key);
    if (preamble.startsWith(SEPARATOR)) {
      return preamble.separated();
    }
    Source commented = preamble.commented();
    return commented.equals(source) && source.header() == Source.Header.PRESENT
        ? preamble.titled(expectedNames)
        : commented;
  }

  /** Where the first line is no header of a table, but one below it certainly is. */
  private Source titled(Set<String> expectedNames) {
    int title = 0;
    int widest = 0;
    for (char delimiter : delimiters()) {
      Dialect dialect =
          DialectDetector.detect(text, source.withDelimiter(delimiter), key, expectedNames);
      List<SampleRecord> records = records(dialect, text.start(), SAMPLE_RECORDS);
      int above = TitleLines.count(records, expectedNames);
      if (above == 0 && isTable(records)) {
        return source;
      }
      int columns = above == 0 ? 0 : records.get(above).size();
      if (columns > widest) {
        widest = columns;
        title = lines(records.get(above - 1).end());
      }
    }
    return title == 0 ? source : source.withSkipRows(title);
  }

  private List<Character> delimiters() {
    Character declared = source.delimiter();
    if (declared != null) {
      return List.of(declared);
    }
    boolean none = source.without().contains(Source.Mark.DELIMITER);
    return Stream.of(',', ';', '\t', '|').filter(mark -> !none && isFree(mark)).toList();
  }

  /** Whether the first record is as wide as most others. */
  private static boolean isTable(List<SampleRecord> records) {
    if (records.isEmpty() || records.get(0).size() < 2) {
      return false;
    }
    int columns = records.get(0).size();
    long regular = records.stream().filter(record -> record.isRegular(columns)).count();
    return regular >= AGREEMENT * records.size();
  }

  private int lines(int end) {
    int lines = 0;
    for (int at = text.start(); at < end; at++) {
      lines += text.bytes()[at] == text.lineEnd().terminator() ? 1 : 0;
    }
    return lines;
  }

  private boolean startsWith(byte[] expected) {
    int start = text.start();
    int end = Math.min(text.bytes().length, start + expected.length);
    return Arrays.equals(text.bytes(), start, end, expected, 0, expected.length);
  }

  private Source separated() {
    int at = text.start() + SEPARATOR.length;
    int end = afterLine(text.start());
    String line = new String(text.bytes(), at, end - at, StandardCharsets.UTF_8);
    String rest = line.replaceAll("[\r\n]+$", "");
    if (rest.length() != 1 || !mayDelimit(rest.charAt(0))) {
      return source;
    }
    return source.withSkipRows(1).withDelimiter(rest.charAt(0));
  }

  private boolean mayDelimit(char character) {
    Character declared = source.delimiter();
    boolean none = source.without().contains(Source.Mark.DELIMITER);
    return declared == null
        ? !none && character <= 0x7F && isFree(character)
        : declared == character;
  }

  private boolean isFree(char character) {
    return !Character.valueOf(character).equals(source.quoteMark())
        && !Character.valueOf(character).equals(source.escapeMark())
        && !Character.valueOf(character).equals(source.delimiter());
  }

  private Source commented() {
    int lines = 0;
    int last = text.start();
    int below = text.start();
    while (isComment(below)) {
      lines++;
      last = below;
      below = afterLine(below);
    }
    boolean found = lines > 0 && below < text.bytes().length && isFree(COMMENT);
    return found && isTableWithout(last, below) ? source.withSkipRows(lines) : source;
  }

  /** Whether the records below agree, and neither the last comment nor one of them is like them. */
  private boolean isTableWithout(int lastComment, int below) {
    HeadText rest = text.from(below);
    Dialect dialect = DialectDetector.detect(rest, source, key, Set.of());
    List<SampleRecord> records = records(dialect, below, SAMPLE_RECORDS);
    if (records.isEmpty() || records.get(0).size() < 2) {
      return false;
    }
    int columns = records.get(0).size();
    long regular = records.stream().filter(record -> record.isRegular(columns)).count();
    SampleRecord comment = records(dialect, lastComment, 1).get(0);
    // A header may begin with #, and so may any field.
    return regular >= AGREEMENT * records.size()
        && comment.end() == below
        && comment.size() != columns
        && records.stream().noneMatch(Preamble::beginsLikeAComment);
  }

  private List<SampleRecord> records(Dialect dialect, int from, int limit) {
    return CsvSampler.read(
        dialect, text.bytes(), from, RecordState.RECORD_START, text.tail(), limit);
  }

  private static boolean beginsLikeAComment(SampleRecord record) {
    return record.fields().get(0).text().startsWith(String.valueOf(COMMENT));
  }

  private boolean isComment(int at) {
    return at < text.bytes().length && text.bytes()[at] == COMMENT;
  }

  private int afterLine(int from) {
    char terminator = text.lineEnd().terminator();
    int at = from;
    while (at < text.bytes().length && text.bytes()[at] != terminator) {
      at++;
    }
    return Math.min(text.bytes().length, at + 1);
  }
}
