package dev.sheaf.core.record;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.sheaf.core.dataset.Encoding;
import dev.sheaf.core.dataset.Format;
import dev.sheaf.core.framing.Cuts;
import dev.sheaf.core.framing.Dialect;
import dev.sheaf.core.framing.RecordAutomaton;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the bytes of one upload are laid out; found once, pinned in the plan, the same for all its
 * segments.
 *
 * @param dialect of CSV; null for NDJSON
 * @param header names of the fields in file order, as the upload or else the definition has them;
 *     empty for NDJSON
 * @param dataStart offset of the first byte after byte order mark, leading rows and header
 */
public record UploadLayout(
    Format format,
    Encoding encoding,
    @Nullable Dialect dialect,
    List<String> header,
    long dataStart) {

  public UploadLayout {
    requireNonNull(format);
    requireNonNull(encoding);
    header = List.copyOf(header);
    boolean csv = format == Format.CSV;
    if (csv != (dialect != null) || csv == header.isEmpty()) {
      throw new IllegalArgumentException(
          "%s with dialect %s and header %s".formatted(format, dialect, header));
    }
    if (dataStart < 0) {
      throw new IllegalArgumentException("data start %d is negative".formatted(dataStart));
    }
  }

  /** Of delimited text in UTF-8. */
  public static UploadLayout csv(Dialect dialect, List<String> header, long dataStart) {
    return new UploadLayout(Format.CSV, Encoding.UTF_8, dialect, header, dataStart);
  }

  /** Of NDJSON in UTF-8. */
  public static UploadLayout ndjson(long dataStart) {
    return new UploadLayout(Format.NDJSON, Encoding.UTF_8, null, List.of(), dataStart);
  }

  /** The same in another encoding. */
  public UploadLayout in(Encoding other) {
    return new UploadLayout(format, other, dialect, header, dataStart);
  }

  /**
   * Where uploads of this layout are cut: between code units, and not at all where a byte alone does
   * not tell whether it is syntax.
   *
   * @param size of the upload in bytes
   * @param segmentBytes wanted
   */
  public Cuts cuts(long size, long segmentBytes) {
    int unit = encoding.unitBytes();
    long whole = Math.max(1, size - dataStart);
    return new Cuts(
        dataStart,
        size,
        segmentBytes >= whole || isAmbiguous() ? whole : (segmentBytes + unit - 1) / unit * unit);
  }

  /**
   * Whether a delimiter, quote or escape may also be the second byte of a character. (A comment
   * character counts only after a line end, where no character goes on.)
   */
  @JsonIgnore
  boolean isAmbiguous() {
    return dialect != null
        && Stream.of(dialect.delimiter(), dialect.quote(), dialect.escape())
            .anyMatch(mark -> mark != null && encoding.isTrail((byte) (char) mark));
  }

  /** Frames the records of such uploads, one byte per code unit. */
  public RecordAutomaton automaton() {
    return dialect == null ? RecordAutomaton.lines() : RecordAutomaton.csv(dialect);
  }
}
