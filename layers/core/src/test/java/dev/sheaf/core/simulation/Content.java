package dev.sheaf.core.simulation;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Makes small uploads, good and bad, many of them such that segments guess wrongly. */
final class Content {
  private static final List<String> NOTES =
      List.of(
          "x",
          "",
          "\"\"",
          "é",
          "\"a,b\"",
          "\"two\nlines\"",
          "\"q\"\"q\"",
          "\"\n7,x\n8,y\"",
          "\",\n\"");

  /** So few that uploads have some in common. */
  private static final int IDS = 12;

  private final Random random;
  private final int maxRows;

  Content(Random random, int maxRows) {
    this.random = random;
    this.maxRows = maxRows;
  }

  byte[] next() {
    String text =
        switch (random.nextInt(16)) {
          case 0 -> "";
          case 1 -> "id,colour\n1,red\n";
          case 2 -> rows("id,note\n", 0) + "5,\"never closed\n6,x\n";
          case 3 -> rows("id,note\n", 100);
          case 4, 5, 6 -> rows("id,note\n", 20);
          case 7 -> rows("note,id\n", 0);
          case 8 -> "id\n3\n\n4";
          default -> rows("id,note\n", 0);
        };
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private String rows(String header, int badPercent) {
    StringBuilder text = new StringBuilder(header);
    int rows = random.nextInt(maxRows + 1);
    for (int row = 0; row < rows; row++) {
      String id = random.nextInt(100) < badPercent ? "zz" : Integer.toString(random.nextInt(IDS));
      String note = NOTES.get(random.nextInt(NOTES.size()));
      text.append(header.startsWith("id") ? id + "," + note : note + "," + id).append('\n');
    }
    return text.toString();
  }
}
