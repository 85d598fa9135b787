package dev.sheaf.querier;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sheaf.engine.duckdb.QueryException;
import dev.sheaf.engine.result.JsonValues;
import dev.sheaf.engine.result.QueryResult;
import dev.sheaf.query.QueryAnswer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** One page of the rows that answer a query, as JSON. */
final class RowsResponse {
  private final QueryAnswer answer;
  private final QueryResult rows;
  private final Page page;
  private final PageItems items;

  private RowsResponse(QueryAnswer answer, Page page, int maxBytes) {
    this.answer = answer;
    this.rows = answer.rows();
    this.page = page;
    this.items = new PageItems(page.maxItems(), maxBytes);
  }

  /**
   * {@code {"columns": [...], "reading": {...}, "snapshots": {...}, "next": "...", "rows": [[...], ...]}};
   * the values of a row in the order of the columns, and {@code next} only if rows follow.
   *
   * @param maxBytes of the rows
   * @throws QueryException if the first row is longer than that, or the answer is not that of the pages
   *     before
   */
  static byte[] of(QueryAnswer answer, Page page, int maxBytes) throws IOException {
    return new RowsResponse(answer, page, maxBytes).response();
  }

  private byte[] response() throws IOException {
    requireSameAnswer();
    for (long row = 0; row < page.skipped(); row++) {
      rows.next();
    }
    boolean isLast = fill();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("columns", rows.columns());
    fields.put("reading", answer.reading());
    fields.put("snapshots", answer.versions());
    if (!isLast) {
      long handedOut = page.skipped() + items.count();
      fields.put("next", page.next(answer.versions(), rows.digest(), handedOut).text());
    }
    return items.response(fields, "rows");
  }

  private void requireSameAnswer() {
    if (page.from() != null && !page.from().answer().equals(rows.digest())) {
      throw new QueryException(
          "the query gives other rows than for the page before, so pages do not fit together;"
              + " leave out what changes, such as random() and now(), or add an ORDER BY without ties");
    }
  }

  /** Returns whether all rows are handed out now. */
  private boolean fill() throws IOException {
    while (rows.next()) {
      byte[] row = row();
      if (!items.add(row)) {
        if (items.count() == 0) {
          throw tooLong(row.length);
        }
        return false;
      }
    }
    return true;
  }

  private byte[] row() throws IOException {
    ByteArrayOutputStream row = new ByteArrayOutputStream();
    try (JsonGenerator json = JsonValues.generator(row)) {
      json.writeStartArray();
      for (int column = 0; column < rows.columns().size(); column++) {
        JsonValues.write(json, rows.value(column));
      }
      json.writeEndArray();
    }
    return row.toByteArray();
  }

  private QueryException tooLong(int bytes) {
    int longest = 0;
    for (int column = 1; column < rows.columns().size(); column++) {
      longest = length(column) > length(longest) ? column : longest;
    }
    return new QueryException(
        ("row %d of the answer has %d bytes as JSON, %d of them in column '%s', and a page holds %d;"
                + " select fewer columns, or shorter values such as left(column, 1000)")
            .formatted(
                page.skipped() + 1,
                bytes,
                length(longest),
                rows.columns().get(longest).name(),
                items.maxBytes()));
  }

  private int length(int column) {
    return JsonValues.text(rows.value(column)).getBytes(StandardCharsets.UTF_8).length;
  }
}
