package dev.sheaf.engine.duckdb;

import java.nio.charset.StandardCharsets;

/** Places in a text as people count them: {@code line 2, column 10}. */
public final class SqlPlace {
  private SqlPlace() {}

  public static String ofByte(String text, int position) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return after(new String(bytes, 0, Math.min(position, bytes.length), StandardCharsets.UTF_8));
  }

  public static String ofCharacter(String text, int position) {
    return after(text.substring(0, Math.min(position, text.length())));
  }

  private static String after(String before) {
    int lineStart = before.lastIndexOf('\n') + 1;
    long line = before.chars().filter(character -> character == '\n').count() + 1;
    int column = before.codePointCount(lineStart, before.length()) + 1;
    return "line %d, column %d".formatted(line, column);
  }
}
