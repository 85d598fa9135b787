package dev.sheaf.engine.result;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows in columns for a terminal: numbers to the right, NULL as {@code NULL}. The first {@value
 * #SAMPLE_ROWS} rows say how wide a column is; what is wider, later, breaks the line-up of its row
 * only. Control characters of the data are shown, not sent.
 */
final class TableResultWriter implements ResultWriter {
  static final int SAMPLE_ROWS = 1000;
  private static final int MAX_WIDTH = 60;

  @Override
  public long write(RowCursor rows, OutputStream target) throws IOException {
    Writer out =
        new BufferedWriter(new OutputStreamWriter(target, StandardCharsets.UTF_8), 1 << 16);
    List<ResultColumn> columns = rows.columns();
    List<String> names = columns.stream().map(column -> DisplayText.of(column.name())).toList();
    List<List<String>> sample = new ArrayList<>();
    while (sample.size() < SAMPLE_ROWS && rows.next()) {
      sample.add(cells(rows));
    }
    int[] widths = widths(names, sample);
    writeLine(out, names, widths, columns);
    writeRule(out, widths);
    for (List<String> line : sample) {
      writeLine(out, line, widths, columns);
    }
    long count = sample.size();
    if (count == SAMPLE_ROWS) {
      for (; rows.next(); count++) {
        writeLine(out, cells(rows), widths, columns);
      }
    }
    out.flush();
    return count;
  }

  private static List<String> cells(RowCursor rows) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < rows.columns().size(); i++) {
      cells.add(DisplayText.of(ValueTexts.of(rows.value(i))));
    }
    return cells;
  }

  private static int[] widths(List<String> names, List<List<String>> sample) {
    int[] widths = new int[names.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = DisplayText.width(names.get(i));
      for (List<String> line : sample) {
        widths[i] = Math.max(widths[i], Math.min(DisplayText.width(line.get(i)), MAX_WIDTH));
      }
    }
    return widths;
  }

  private static void writeLine(
      Writer out, List<String> cells, int[] widths, List<ResultColumn> columns) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String padding = " ".repeat(Math.max(0, widths[i] - DisplayText.width(cells.get(i))));
      line.append(i == 0 ? "" : " | ");
      line.append(columns.get(i).isNumber() ? padding + cells.get(i) : cells.get(i) + padding);
    }
    out.write(line.toString().stripTrailing());
    out.write('\n');
  }

  private static void writeRule(Writer out, int[] widths) throws IOException {
    for (int i = 0; i < widths.length; i++) {
      out.write(i == 0 ? "" : "-+-");
      out.write("-".repeat(widths[i]));
    }
    out.write('\n');
  }
}
