package dev.sheaf.local.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FunctionLogTest {
  private final ByteArrayOutputStream passedOn = new ByteArrayOutputStream();
  private final List<String> failures = new ArrayList<>();
  private final FunctionLog log =
      new FunctionLog(new PrintStream(passedOn, true, StandardCharsets.UTF_8), failures::add);

  @Test
  void tellsTheMessageOfAFailureAndPassesTheLineOn() {
    log.println("{\"level\":\"WARN\",\"message\":\"message failed: no space left for /x\"}");

    assertThat(failures).containsExactly("message failed: no space left for /x");
    assertThat(passedOn.toString(StandardCharsets.UTF_8)).contains("\"level\":\"WARN\"");
  }

  @Test
  void otherLinesAreOnlyPassedOn() {
    log.println("hello");
    log.println("{not json");

    assertThat(failures).isEmpty();
    assertThat(passedOn.toString(StandardCharsets.UTF_8)).contains("hello").contains("{not json");
  }
}
