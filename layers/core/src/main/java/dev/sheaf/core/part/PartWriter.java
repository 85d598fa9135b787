package dev.sheaf.core.part;

import dev.sheaf.core.snapshot.FooterPlace;
import dev.sheaf.core.zone.ObservedRows;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
   * What was written.
   *
   * @param rows how many
   * @param footer null where the file has none
   */
  record Written(long rows, @Nullable FooterPlace footer) {
    /** No rows, and so no file. */
    public static final Written NOTHING = new Written(0, null);
  }

  /**
   * Pulls all rows and writes them to a new file.
   *
   * @param file where; its folder exists, it does not
   * @return what was written; without rows, no file
   * @throws dev.sheaf.core.part.ScratchFullException if the disk is full; what was written is
   *     removed
   */
  Written write(ObservedRows rows, Provenance provenance, Path file);

  /**
   * As {@link #write(ObservedRows, Provenance, Path)}, with the rows in the order of their keys; those of
   * one key in the order of their offsets.
   *
   * @param key names of columns, none of which is NULL anywhere. Texts are in the order of their UTF-8
   *     bytes
   */
  Written writeSorted(ObservedRows rows, Provenance provenance, List<String> key, Path file);

  /**
   * As {@link #write(ObservedRows, Provenance, Path)}, of rows that carry their provenance themselves.
   *
   * @param rows of the columns {@link Traced#bySource}, of which the visible ones are observed
   */
  Written writeTraced(ObservedRows rows, Path file);

  /**
   * As {@link #write(ObservedRows, Provenance, Path)}, of rows that come from no single record: they
   * get no provenance columns.
   */
  Written write(ObservedRows rows, Path file);
}
