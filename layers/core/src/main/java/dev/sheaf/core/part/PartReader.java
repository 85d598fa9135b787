package dev.sheaf.core.part;

import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.row.RowSource;
import dev.sheaf.core.snapshot.Part;
import dev.sheaf.core.snapshot.RowGroup;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads back what {@link PartWriter} wrote. A column is known by its id where both the part and the
 * reader have ids, whatever it is called there; else by its name.
 */
public interface PartReader {

  /** A part in the lake, of which row groups can be fetched. */
  interface Sliced {
    /** In the order of the rows; their zones have the names of the columns to be read. */
    List<RowGroup> rowGroups();

    /**
     * Fetches some row groups, and nothing else.
     *
     * @param file a new file, readable as a part that has these rows
     * @throws ScratchFullException if the disk is full
     */
    void copy(List<Integer> ordinals, Path file);
  }

  /** Rows from files that are open until this is closed. */
  interface OpenRows extends RowSource, AutoCloseable {
    @Override
    void close();
  }

  /**
   * Finds out what row groups a part has. Reads its end only.
   *
   * @param visible columns to be read
   */
  Sliced open(Part part, RowSchema visible);

  /**
   * Whether the columns of a local file have ids.
   *
   * @param file as of {@link #sorted}
   */
  boolean hasIds(Path file);

  /**
   * The rows of some local files whose keys are in a range, in the order of their keys; those of one
   * key in no certain order.
   *
   * @param files written by {@link PartWriter}, with provenance; or copies of some of their row groups
   * @param visible columns to be read; one that a file does not have is NULL there
   * @return rows of the columns {@link Traced#byUpload} of {@code visible}
   * @throws ScratchFullException if the disk is full
   */
  OpenRows sorted(List<Path> files, RowSchema visible, KeyRange range);

  /**
   * All rows of some local files, those of one after those of the other, each in its own order.
   *
   * @param files as of {@link #sorted}
   * @param visible columns to be read; one that a file does not have is NULL there
   * @return rows of the columns {@link Traced#byUpload} of {@code visible}
   */
  OpenRows inOrder(List<Path> files, RowSchema visible);
}
