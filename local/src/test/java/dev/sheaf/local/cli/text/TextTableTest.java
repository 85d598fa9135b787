package dev.sheaf.local.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TextTableTest {
  @Test
  void alignsNumbersRightAndTextsLeft() {
    assertThat(printed(new TextTable("name", "rows").row("a", 7).row("längst", 12345)))
        .isEqualTo(
            """
            name     rows
            ------  -----
            a           7
            längst  12345
            """);
  }

  @Test
  void showsControlCharactersInsteadOfObeyingThem() {
    assertThat(printed(new TextTable("value").row("a\nb\u001b[2J")))
        .isEqualTo("value\n-------------\na\\nb\\u001b[2J\n");
  }

  private static String printed(TextTable table) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    table.print(new PrintStream(out, true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
  }
}
