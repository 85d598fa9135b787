package dev.sheaf.engine.result;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;

/** One JSON object on each line. */
final class NdjsonResultWriter implements ResultWriter {

  @Override
  public long write(RowCursor rows, OutputStream target) throws IOException {
    long count = 0;
    try (JsonGenerator json = JsonValues.generator(target)) {
      json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
      for (; rows.next(); count++) {
        JsonValues.writeRow(json, rows);
      }
      if (count > 0) {
        json.writeRaw('\n');
      }
    }
    target.flush();
    return count;
  }
}
