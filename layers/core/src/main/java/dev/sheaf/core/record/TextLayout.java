package dev.sheaf.core.record;

import static java.util.Objects.requireNonNull;

import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.Definition.UnknownColumns;
import dev.sheaf.core.dataset.Encoding;
import dev.sheaf.core.dataset.Format;
import dev.sheaf.core.dataset.Source;
import dev.sheaf.core.framing.Cuts;
import dev.sheaf.core.framing.Dialect;
import dev.sheaf.core.framing.RecordAutomaton;
import dev.sheaf.core.framing.RecordState;
import dev.sheaf.core.reject.RejectSink;
import dev.sheaf.core.store.ObjectReader;
import dev.sheaf.core.value.FieldParser;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Records in text, one after the other. A finite automaton finds where they begin and end. */
public sealed interface TextLayout extends UploadLayout {

  Encoding encoding();

  /** Names of the fields in file order; empty where each record names its own. */
  List<String> header();

  /** How many fields a record is expected to have, for guessing where one begins. */
  int fields();

  /** Whether a byte alone does not tell whether it is syntax. Then the upload is read in one piece. */
  boolean isAmbiguous();

  /** Frames the records of such uploads, one byte per code unit. */
  RecordAutomaton automaton();

  /**
   * Parses them, in UTF-8.
   *
   * @throws dev.sheaf.core.upload.UploadRefusedException if the header does not fit the definition
   */
  RecordParser parser(
      ColumnMapping mapping, List<FieldParser> parsers, @Nullable ExtraColumns extras);

  /** The same in another encoding. */
  TextLayout in(Encoding other);

  /** Of delimited text in UTF-8. */
  static Csv csv(Dialect dialect, List<String> header, long dataStart) {
    return new Csv(Encoding.UTF_8, dialect, header, dataStart);
  }

  /** Of NDJSON in UTF-8. */
  static Ndjson ndjson(long dataStart) {
    return new Ndjson(Encoding.UTF_8, dataStart);
  }

  /**
   * Delimited text.
   *
   * @param header names of the fields in file order, as the upload or else the definition has them
   * @param dataStart offset of the first byte after byte order mark, leading rows and header
   * @param headerTexts what the header itself holds, field by field: a record that holds the same is
   *     a header again. Empty where there is none
   * @param leeway in which ways a record may be longer or shorter than the header
   */
  record Csv(
      Encoding encoding,
      Dialect dialect,
      List<String> header,
      long dataStart,
      List<String> headerTexts,
      Set<Leeway> leeway)
      implements TextLayout {

    /** A way in which a record may have more or fewer fields than the header. */
    public enum Leeway {
      /** One more, if it is empty and not quoted: the record ends with a delimiter. */
      TRAILING_DELIMITER,
      /** Fewer: those that it lacks are NULL, or the default of their columns. */
      SHORT
    }

    public Csv {
      requireNonNull(encoding);
      requireNonNull(dialect);
      header = List.copyOf(header);
      if (header.isEmpty()) {
        throw new IllegalArgumentException("csv with dialect %s and no header".formatted(dialect));
      }
      requireDataStart(dataStart);
      headerTexts = List.copyOf(headerTexts);
      leeway = leeway.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(leeway));
    }

    /** A layout whose records are all as wide as the header, and none of them is one. */
    public Csv(Encoding encoding, Dialect dialect, List<String> header, long dataStart) {
      this(encoding, dialect, header, dataStart, List.of(), Set.of());
    }

    /** The same below a header of these texts. */
    public Csv below(List<String> texts) {
      return new Csv(encoding, dialect, header, dataStart, texts, leeway);
    }

    /** The same with one more way for records to differ from the header. */
    public Csv with(Leeway more) {
      Set<Leeway> all = EnumSet.of(more);
      all.addAll(leeway);
      return new Csv(encoding, dialect, header, dataStart, headerTexts, all);
    }

    @Override
    public Format format() {
      return Format.CSV;
    }

    @Override
    public int fields() {
      return header.size();
    }

    /** A comment character counts only after a line end, where no character goes on. */
    @Override
    public boolean isAmbiguous() {
      return Stream.of(dialect.delimiter(), dialect.quote(), dialect.escape())
          .anyMatch(mark -> mark != null && encoding.isTrail((byte) (char) mark));
    }

    @Override
    public RecordAutomaton automaton() {
      return RecordAutomaton.csv(dialect);
    }

    @Override
    public RecordParser parser(
        ColumnMapping mapping, List<FieldParser> parsers, @Nullable ExtraColumns extras) {
      return new CsvRecords(this, mapping, parsers, extras);
    }

    @Override
    public void requireFit(Definition definition, String source) {
      ColumnMapping.of(definition, source).columnsOf(header);
    }

    @Override
    public Csv in(Encoding other) {
      return new Csv(other, dialect, header, dataStart, headerTexts, leeway);
    }

    @Override
    public Document document() {
      return new Document(format(), encoding, dialect, header, dataStart, headerTexts, leeway);
    }
  }

  /**
   * A JSON object per line.
   *
   * @param dataStart offset of the first byte after byte order mark and leading rows
   */
  record Ndjson(Encoding encoding, long dataStart) implements TextLayout {
    public Ndjson {
      requireNonNull(encoding);
      requireDataStart(dataStart);
    }

    @Override
    public Format format() {
      return Format.NDJSON;
    }

    @Override
    public List<String> header() {
      return List.of();
    }

    @Override
    public int fields() {
      return 1;
    }

    @Override
    public boolean isAmbiguous() {
      return false;
    }

    @Override
    public RecordAutomaton automaton() {
      return RecordAutomaton.lines();
    }

    @Override
    public RecordParser parser(
        ColumnMapping mapping, List<FieldParser> parsers, @Nullable ExtraColumns extras) {
      return new JsonRecords(mapping, parsers, extras);
    }

    /** Each record names its own fields. */
    @Override
    public void requireFit(Definition definition, String source) {}

    @Override
    public Ndjson in(Encoding other) {
      return new Ndjson(other, dataStart);
    }

    @Override
    public Document document() {
      return new Document(format(), encoding, null, header(), dataStart, List.of(), Set.of());
    }
  }

  /** Between code units, and not at all where the layout is ambiguous. */
  @Override
  default Cuts cuts(long contentBytes, long segmentBytes) {
    int unit = encoding().unitBytes();
    long whole = Math.max(1, contentBytes - dataStart());
    return new Cuts(
        dataStart(),
        contentBytes,
        segmentBytes >= whole || isAmbiguous() ? whole : (segmentBytes + unit - 1) / unit * unit);
  }

  @Override
  default SegmentRecords records(
      SegmentPlace place,
      Definition definition,
      String source,
      ObjectReader content,
      @Nullable RecordState startState,
      RejectSink rejects) {
    return new SegmentReader(
        new SegmentReader.Segment(
            place.contentBytes(),
            this,
            definition,
            source,
            place.from(),
            place.to(),
            SegmentReader.DEFAULT_MAX_RECORD_BYTES),
        content,
        startState,
        rejects);
  }

  @Override
  default byte[] record(ObjectReader content, long contentBytes, long offset) {
    return RecordBytes.read(this, content, offset, contentBytes);
  }

  /** The parser of records as the upload has them, under a definition. */
  default RecordParser parser(Definition definition, String source) {
    Source written = definition.source(source);
    List<FieldParser> parsers =
        definition.columns().stream()
            .map(column -> FieldParser.of(column, written.written(column)))
            .toList();
    boolean keeps = definition.unknownColumns() == UnknownColumns.KEEP;
    RecordParser records =
        parser(
            ColumnMapping.of(definition, source),
            parsers,
            keeps ? new ExtraColumns(parsers.size()) : null);
    return encoding() == Encoding.UTF_8 ? records : new EncodedRecords(records, encoding());
  }

  private static void requireDataStart(long dataStart) {
    if (dataStart < 0) {
      throw new IllegalArgumentException("data start %d is negative".formatted(dataStart));
    }
  }
}
