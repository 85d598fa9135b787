package dev.sheaf.core.part;

import dev.sheaf.core.row.RowSource;
import java.nio.file.Path;
import java.util.List;

/** Writes rows as one immutable part. The same rows give the same bytes. */
public interface PartWriter {

  /**
   * Provenance columns that every row of a part carries beside the visible ones: {@code _source},
   * {@code _upload} and {@code _offset}.
   *
   * @param uploadHash as {@link dev.sheaf.core.upload.Upload#hash}
   */
  record Provenance(String source, long uploadHash) {}

  /**
   * Pulls all rows and writes them to a new file.
   *
   * @param file where; its folder exists, it does not
   * @return the number of rows written
   * @throws dev.sheaf.core.part.ScratchFullException if the disk is full; what was written is
   *     removed
   */
  long write(RowSource rows, Provenance provenance, Path file);

  /**
   * As {@link #write(RowSource, Provenance, Path)}, with the rows in the order of their keys; those of
   * one key in the order of their offsets.
   *
   * @param key names of columns, none of which is NULL anywhere. Texts are in the order of their UTF-8
   *     bytes
   */
  long writeSorted(RowSource rows, Provenance provenance, List<String> key, Path file);

  /**
   * As {@link #write(RowSource, Provenance, Path)}, of rows that carry their provenance themselves.
   *
   * @param rows of the columns {@link Traced#bySource}
   */
  long writeTraced(RowSource rows, Path file);

  /**
   * As {@link #write(RowSource, Provenance, Path)}, of rows that come from no single record: they
   * get no provenance columns.
   */
  long write(RowSource rows, Path file);
}
