package dev.sheaf.local.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sheaf.core.json.Json;
import java.io.PrintStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Passes on what functions log, and tells the message of each failure in it. */
final class FunctionLog extends PrintStream {
  private final Consumer<String> failures;

  FunctionLog(PrintStream next, Consumer<String> failures) {
    super(next);
    this.failures = failures;
  }

  @Override
  public void println(@Nullable String line) {
    super.println(line);
    if (line != null && line.startsWith("{")) {
      tell(line);
    }
  }

  private void tell(String line) {
    try {
      JsonNode message = Json.mapper().readTree(line).path("message");
      if (message.isTextual()) {
        failures.accept(message.textValue());
      }
    } catch (JsonProcessingException e) {
      super.println("not a line of JSON, though it begins as one");
    }
  }
}
