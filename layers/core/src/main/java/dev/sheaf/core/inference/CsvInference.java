package dev.sheaf.core.inference;

import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.Format;
import dev.sheaf.core.dataset.Source;
import dev.sheaf.core.dataset.Source.Header;
import dev.sheaf.core.framing.Dialect;
import dev.sheaf.core.framing.FirstGuess;
import dev.sheaf.core.framing.RecordAutomaton;
import dev.sheaf.core.framing.RecordState;
import dev.sheaf.core.record.TextLayout;
import dev.sheaf.core.record.TextLayout.Csv.Leeway;
import dev.sheaf.core.upload.UploadRefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Infers source and columns of delimited text. */
final class CsvInference {
  /** As many records tell whether the first is one of them. */
  private static final int HEADER_SAMPLE_RECORDS = 1000;

  private final HeadText text;
  private final Source read;
  private final String key;
  private final Dialect dialect;

  private CsvInference(HeadText text, Source read, String key) {
    this.text = text;
    this.read = read;
    this.key = key;
    this.dialect = DialectDetector.detect(text, read, key, Set.of());
  }

  /**
   * Infers columns and source.
   *
   * @param read what the first lines tell of the source
   */
  static Inferred infer(HeadText text, Source read, String key, List<ObjectSample.Chunk> chunks) {
    return new CsvInference(text, read, key).infer(chunks);
  }

  private Inferred infer(List<ObjectSample.Chunk> chunks) {
    List<SampleRecord> records = records(chunks);
    Header header = header(records);
    // Refuses what cannot be used, such as an empty file, before anything is concluded from it.
    TextLayout.Csv layout = LayoutDetector.csv(text, source(header, Map.of()), key, List.of());
    List<SampleRecord> all =
        header == Header.PRESENT
            ? records.subList(Math.min(1, records.size()), records.size())
            : records;
    List<SampleRecord> data = HeaderRecords.without(all, layout.headerTexts());
    List<SampleRecord> regular = regular(data, layout);
    requireFit(data, regular, layout);
    Map<String, String> renames = SafeNames.renames(layout.header());
    List<String> names =
        layout.header().stream().map(name -> renames.getOrDefault(name, name)).toList();
    List<ColumnFinding> columns = columns(names, regular);
    return new Inferred(
        source(header, renames),
        columns,
        evidence(layout, header, all.size() - data.size(), data.size(), regular.size()));
  }

  private List<SampleRecord> records(List<ObjectSample.Chunk> chunks) {
    RecordAutomaton automaton = RecordAutomaton.csv(dialect);
    List<SampleRecord> records = new ArrayList<>();
    for (ObjectSample.Chunk chunk : chunks) {
      boolean atStart = chunk.previousByte() < 0;
      int columns = records.isEmpty() ? 1 : records.get(0).size();
      int from = atStart ? text.start() : 0;
      RecordState start =
          FirstGuess.guess(
              automaton, chunk.previousByte(), chunk.bytes(), from, chunk.bytes().length, columns);
      records.addAll(
          CsvSampler.read(dialect, chunk.bytes(), from, start, chunk.tail(), Integer.MAX_VALUE));
    }
    return records;
  }

  private static Header header(List<SampleRecord> records) {
    if (records.isEmpty()) {
      return Header.PRESENT;
    }
    SampleRecord first = records.get(0);
    int end = Math.min(records.size(), HEADER_SAMPLE_RECORDS);
    List<SampleRecord> below = regular(records.subList(1, end), first.size());
    List<Column> columns =
        below.isEmpty()
            ? List.of()
            : columns(LayoutDetector.numbered(first.size()), below).stream()
                .map(ColumnFinding::column)
                .toList();
    return HeaderVote.vote(first, below, columns);
  }

  /** The records that are as wide as the layout wants them. */
  private static List<SampleRecord> regular(List<SampleRecord> records, TextLayout.Csv layout) {
    int columns = layout.header().size();
    boolean mayTrail = layout.leeway().contains(Leeway.TRAILING_DELIMITER);
    return records.stream()
        .filter(
            record ->
                record.isRegular(columns)
                    || mayTrail
                        && record.isRegular(columns + 1)
                        && TableShape.endsWithNothing(record))
        .toList();
  }

  /** Types that hardly a record has had a say in would be none. */
  private static void requireFit(
      List<SampleRecord> data, List<SampleRecord> regular, TextLayout.Csv layout) {
    List<SampleRecord> sound =
        data.stream().filter(r -> r.soundness() == SampleRecord.Soundness.SOUND).toList();
    if (sound.size() - regular.size() <= sound.size() / 2) {
      return;
    }
    int columns = layout.header().size();
    int most =
        sound.stream()
            .map(SampleRecord::size)
            .filter(size -> size != columns)
            .collect(Collectors.groupingBy(size -> size, TreeMap::new, Collectors.counting()))
            .entrySet()
            .stream()
            .max(Map.Entry.comparingByValue())
            .orElseThrow()
            .getKey();
    throw new UploadRefusedException(
        "the header has %d fields, but %s of the %s records sampled have another number, most of them %d: declare in a definition %s"
            .formatted(
                columns,
                ColumnInference.count(sound.size() - regular.size()),
                ColumnInference.count(sound.size()),
                most,
                most < columns
                    ? "short_records: fill if they leave fields out at their end, or another delimiter"
                    : "skip_rows if the header stands further below, or another delimiter"));
  }

  private static List<SampleRecord> regular(List<SampleRecord> records, int columns) {
    return records.stream().filter(record -> record.isRegular(columns)).toList();
  }

  private static List<ColumnFinding> columns(List<String> names, List<SampleRecord> records) {
    List<ColumnSample> columns = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      int position = i;
      columns.add(
          new ColumnSample(
              names.get(i),
              records.stream()
                  .map(record -> SampleValue.of(record.fields().get(position)))
                  .toList()));
    }
    return ColumnInference.infer(columns, records.size());
  }

  private Source source(Header header, Map<String, String> renames) {
    Source.Builder source =
        Source.builder()
            .format(Format.CSV)
            .delimiter(dialect.delimiter())
            .header(header)
            .rename(renames);
    return (dialect.delimiter() == null ? source.without(Source.Mark.DELIMITER) : source).build();
  }

  private String evidence(
      TextLayout.Csv layout, Header header, int headerLines, int records, int regular) {
    List<String> parts = new ArrayList<>();
    parts.add("csv%s, delimiter %s".formatted(text.evidence(), delimiter()));
    if (read.skipRows() > 0) {
      parts.add("lines above the header that are passed over: %d".formatted(read.skipRows()));
    }
    parts.add(names(layout, header));
    if (layout.leeway().contains(Leeway.TRAILING_DELIMITER)) {
      parts.add("a delimiter that ends a line begins no field");
    }
    if (headerLines > 0) {
      parts.add(
          "lines of the header among the records, which are rejects: %d".formatted(headerLines));
    }
    String ragged =
        regular == records
            ? ""
            : ", %s of them not as wide as the header or badly quoted"
                .formatted(ColumnInference.count(records - regular));
    parts.add("%s records sampled%s".formatted(ColumnInference.count(records), ragged));
    return String.join("; ", parts) + SafeNames.evidence(SafeNames.renames(layout.header()));
  }

  private String delimiter() {
    Character mark = dialect.delimiter();
    return mark == null ? "none" : mark == '\t' ? "tab" : "'%s'".formatted(mark);
  }

  private static String names(TextLayout.Csv layout, Header header) {
    List<String> made = HeaderNames.made(layout.header(), layout.headerTexts());
    String unnamed =
        made.isEmpty()
            ? ""
            : ", but for %s, which it has twice or not at all".formatted(String.join(", ", made));
    return switch (header) {
      case PRESENT -> "the first record names the columns" + unnamed;
      case ABSENT -> "no header: the first record is data like the others" + unnamed;
    };
  }
}
