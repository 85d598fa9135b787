package dev.sheaf.core.record;

import static java.util.Objects.requireNonNull;

import dev.sheaf.core.dataset.Format;
import dev.sheaf.core.segment.Dialect;
import dev.sheaf.core.segment.RecordAutomaton;
import java.util.List;
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
    Format format, @Nullable Dialect dialect, List<String> header, long dataStart) {

  public UploadLayout {
    requireNonNull(format);
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

  public static UploadLayout csv(Dialect dialect, List<String> header, long dataStart) {
    return new UploadLayout(Format.CSV, dialect, header, dataStart);
  }

  public static UploadLayout ndjson(long dataStart) {
    return new UploadLayout(Format.NDJSON, null, List.of(), dataStart);
  }

  /** Frames the records of such uploads. */
  public RecordAutomaton automaton() {
    return dialect == null ? RecordAutomaton.lines() : RecordAutomaton.csv(dialect);
  }
}
