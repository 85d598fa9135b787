package dev.sheaf.core.run;

import dev.sheaf.core.json.Json;
import dev.sheaf.core.snapshot.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Says that a run may be complete, or asks for an operation. The integrator looks for itself.
 *
 * @param run that may be complete; null where there is an operation
 * @param operation to carry out, unless that has been done; null where there is a run
 */
public record HintMessage(String dataset, @Nullable String run, @Nullable Operation operation) {

  public HintMessage {
    boolean ofRun = operation == null && run != null && !run.isBlank();
    boolean ofOperation = run == null && operation != null && operation.dataset().equals(dataset);
    if (dataset.isBlank() || !ofRun && !ofOperation) {
      throw new IllegalArgumentException(
          "hint for run '%s' of '%s', operation %s".formatted(run, dataset, operation));
    }
  }

  public HintMessage(String dataset, String run) {
    this(dataset, run, null);
  }

  public static HintMessage of(Operation operation) {
    return new HintMessage(operation.dataset(), null, operation);
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
