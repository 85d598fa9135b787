package dev.sheaf.engine.result;

import java.io.IOException;
import java.io.OutputStream;

/** Writes rows in one format, as they come; a few at a time are in memory. */
public interface ResultWriter {

  /**
   * Pulls all rows and writes them as UTF-8. The stream is flushed, not closed.
   *
   * @return the number of rows
   */
  long write(RowCursor rows, OutputStream target) throws IOException;
}
