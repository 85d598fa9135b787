package dev.sheaf.local.cli.text;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Columns of text, each as wide as its widest cell; numbers to the right. */
public final class TextTable {
  private final String[] head;
  private final List<String[]> rows = new ArrayList<>();
  private final boolean[] numeric;

  public TextTable(String... head) {
    this.head = head.clone();
    this.numeric = new boolean[head.length];
  }

  /** Adds a row: numbers, or whatever prints as text. */
  public TextTable row(Object... cells) {
    String[] row = new String[head.length];
    for (int column = 0; column < head.length; column++) {
      Object cell = cells[column];
      numeric[column] |= cell instanceof Number;
      row[column] = visible(String.valueOf(cell));
    }
    rows.add(row);
    return this;
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  public void print(PrintStream out) {
    int[] widths = new int[head.length];
    measure(widths, head);
    rows.forEach(row -> measure(widths, row));
    print(out, widths, head);
    print(out, widths, Arrays.stream(widths).mapToObj("-"::repeat).toArray(String[]::new));
    rows.forEach(row -> print(out, widths, row));
  }

  private static void measure(int[] widths, String[] row) {
    for (int column = 0; column < row.length; column++) {
      widths[column] = Math.max(widths[column], length(row[column]));
    }
  }

  private void print(PrintStream out, int[] widths, String[] row) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < row.length; column++) {
      String padding = " ".repeat(widths[column] - length(row[column]));
      line.append(column > 0 ? "  " : "");
      line.append(numeric[column] ? padding + row[column] : row[column] + padding);
    }
    out.println(line.toString().stripTrailing());
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** One line, whatever data says; control characters could also do things to a terminal. */
  public static String visible(String text) {
    StringBuilder visible = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              switch (point) {
                case '\n' -> visible.append("\\n");
                case '\r' -> visible.append("\\r");
                case '\t' -> visible.append("\\t");
                default -> {
                  if (Character.isISOControl(point)) {
                    visible.append(String.format(Locale.ROOT, "\\u%04x", point));
                  } else {
                    visible.appendCodePoint(point);
                  }
                }
              }
            });
    return visible.toString();
  }
}
