package dev.sheaf.engine.result;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** RFC 4180 with a header: NULL is an empty field, the empty text is quoted. Of any type. */
final class CsvResultWriter implements ResultWriter {

  @Override
  public long write(RowCursor rows, OutputStream target) throws IOException {
    Writer out =
        new BufferedWriter(new OutputStreamWriter(target, StandardCharsets.UTF_8), 1 << 16);
    int columns = rows.columns().size();
    for (int i = 0; i < columns; i++) {
      separate(out, i);
      writeText(out, rows.columns().get(i).name());
    }
    out.write('\n');
    long count = 0;
    for (; rows.next(); count++) {
      for (int i = 0; i < columns; i++) {
        separate(out, i);
        Object value = rows.value(i);
        if (value != null) {
          writeText(out, ValueTexts.of(value));
        }
      }
      out.write('\n');
    }
    out.flush();
    return count;
  }

  private static void separate(Writer out, int column) throws IOException {
    if (column > 0) {
      out.write(',');
    }
  }

  private static void writeText(Writer out, String text) throws IOException {
    if (!text.isEmpty() && !needsQuotes(text)) {
      out.write(text);
      return;
    }
    out.write('"');
    out.write(text.replace("\"", "\"\""));
    out.write('"');
  }

  private static boolean needsQuotes(String text) {
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character == '"' || character == ',' || character == '\n' || character == '\r') {
        return true;
      }
    }
    return false;
  }
}
