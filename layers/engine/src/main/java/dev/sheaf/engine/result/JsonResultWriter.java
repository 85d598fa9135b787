package dev.sheaf.engine.result;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;

/** One JSON array, an object in it for each row, on a line of its own. */
final class JsonResultWriter implements ResultWriter {

  @Override
  public long write(RowCursor rows, OutputStream target) throws IOException {
    long count = 0;
    try (JsonGenerator json = JsonValues.generator(target)) {
      json.writeStartArray();
      for (; rows.next(); count++) {
        json.writeRaw('\n');
        JsonValues.writeRow(json, rows);
      }
      json.writeRaw('\n');
      json.writeEndArray();
      json.writeRaw('\n');
    }
    target.flush();
    return count;
  }
}
