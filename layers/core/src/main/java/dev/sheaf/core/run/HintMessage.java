package dev.sheaf.core.run;

import dev.sheaf.core.json.Json;

/** Says that a run may be complete. The integrator looks for itself. */
public record HintMessage(String dataset, String run) {

  public HintMessage {
    if (dataset.isBlank() || run.isBlank()) {
      throw new IllegalArgumentException("hint for run '%s' of '%s'".formatted(run, dataset));
    }
  }

  /**
   * @throws IllegalArgumentException if the text is no such message; it never will be, so it belongs
   *     in the dead-letter queue
   */
  public static HintMessage parse(String body) {
    return Json.read(body, HintMessage.class);
  }

  public String body() {
    return Json.write(this);
  }
}
