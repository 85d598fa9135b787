package dev.sheaf.engine.result;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A format in which rows are handed out, and how it is written. */
public enum OutputFormat {
  /** Aligned, for people at a terminal. */
  TABLE(new TableResultWriter(), Use.ANSWERS),
  /** RFC 4180, with a header; NULL is an empty field, the empty text is {@code ""}. */
  CSV(new CsvResultWriter(), Use.ANSWERS_AND_FILES),
  /** One JSON object on each line. */
  NDJSON(new NdjsonResultWriter(), Use.ANSWERS_AND_FILES),
  /** One JSON array of objects. */
  JSON(new JsonResultWriter(), Use.ANSWERS),
  /** Columns, compressed; only a file can be that. */
  PARQUET(new CopiedByDuckDb("FORMAT parquet, COMPRESSION zstd"));

  /** What a format that takes rows as they come is offered for. */
  private enum Use {
    ANSWERS,
    ANSWERS_AND_FILES
  }

  private final FileWriting file;
  private final Optional<ResultWriter> rows;
  private final boolean ofFiles;

  OutputFormat(ResultWriter rows, Use use) {
    this.file = new RowByRow(rows);
    this.rows = Optional.of(rows);
    this.ofFiles = use == Use.ANSWERS_AND_FILES;
  }

  OutputFormat(CopiedByDuckDb copy) {
    this.file = copy;
    this.rows = Optional.empty();
    this.ofFiles = true;
  }

  /** The formats of answers to queries: those that take rows as they come. */
  public static List<OutputFormat> ofAnswers() {
    return Arrays.stream(values()).filter(format -> format.rows.isPresent()).toList();
  }

  /** The formats of files that hold a whole snapshot. */
  public static List<OutputFormat> ofFiles() {
    return Arrays.stream(values()).filter(format -> format.ofFiles).toList();
  }

  /**
   * Writes rows as they come.
   *
   * @throws IllegalStateException if this is none of {@link #ofAnswers}
   */
  public ResultWriter writer() {
    return rows.orElseThrow(
        () -> new IllegalStateException(this + " is written to files only, not row by row"));
  }

  /** Writes all rows of a table to a file. */
  FileWriting file() {
    return file;
  }

  /** The name, as people write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
