package dev.sheaf.core.run;

import dev.sheaf.core.json.Json;

/**
 * Names one task of a round. A hint only: what the task is, the plan says, so a message can be lost,
 * doubled or late without harm.
 */
public record TaskMessage(String run, int round, int task) {

  public TaskMessage {
    if (run.isBlank() || round < 0 || task < 0) {
      throw new IllegalArgumentException(
          "task %d of round %d of run '%s'".formatted(task, round, run));
    }
  }

  /**
   * @throws IllegalArgumentException if the text is no such message; it never will be, so it belongs
   *     in the dead-letter queue
   */
  public static TaskMessage parse(String body) {
    return Json.read(body, TaskMessage.class);
  }

  public String body() {
    return Json.write(this);
  }
}
