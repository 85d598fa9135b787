package dev.sheaf.query;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sheaf.core.json.Json;
import dev.sheaf.engine.JsonValues;
import dev.sheaf.engine.QueryResult;
import dev.sheaf.engine.RowCursor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The JSON of an answer, as many of its rows as a response of Lambda holds (6 MB). */
final class QueryResponse {
  private static final int MAX_ROWS_BYTES = 5_000_000;

  private QueryResponse() {}

  /**
   * {@code {"snapshots": {...}, "reading": {...}, "columns": [...], "rows": [[...], ...],
   * "truncated": false}}; the values of a row in the order of the columns.
   */
  static byte[] of(QueryAnswer answer) throws IOException {
    ByteArrayOutputStream rows = new ByteArrayOutputStream();
    boolean truncated = !appendRows(answer.rows(), rows) || answer.rows().isTruncated();
    Map<String, Object> head = new LinkedHashMap<>();
    head.put("columns", answer.rows().columns());
    head.put("reading", answer.reading());
    head.put("snapshots", answer.versions());
    head.put("truncated", truncated);
    String fields = Json.write(head);
    ByteArrayOutputStream response = new ByteArrayOutputStream(rows.size() + fields.length() + 16);
    response.write(fields.substring(0, fields.length() - 1).getBytes(StandardCharsets.UTF_8));
    response.write(",\"rows\":[".getBytes(StandardCharsets.UTF_8));
    rows.writeTo(response);
    response.write("]}".getBytes(StandardCharsets.UTF_8));
    return response.toByteArray();
  }

  /** Returns false if there are more rows than there is room for. */
  private static boolean appendRows(QueryResult result, ByteArrayOutputStream rows)
      throws IOException {
    ByteArrayOutputStream row = new ByteArrayOutputStream();
    while (result.next()) {
      row.reset();
      writeRow(result, row);
      if (rows.size() + row.size() + 1 > MAX_ROWS_BYTES) {
        return false;
      }
      if (rows.size() > 0) {
        rows.write(',');
      }
      row.writeTo(rows);
    }
    return true;
  }

  private static void writeRow(RowCursor cursor, ByteArrayOutputStream row) throws IOException {
    try (JsonGenerator json = JsonValues.generator(row)) {
      json.writeStartArray();
      for (int i = 0; i < cursor.columns().size(); i++) {
        JsonValues.write(json, cursor.value(i));
      }
      json.writeEndArray();
    }
  }
}
