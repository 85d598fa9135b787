package dev.sheaf.core.run;

import static java.util.Objects.requireNonNull;

import dev.sheaf.core.json.Json;
import dev.sheaf.core.snapshot.Operation;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the integrator is asked to look at, for one dataset. It looks for itself. */
public sealed interface HintMessage {

  String dataset();

  /** A run may be complete. */
  record OfRun(String dataset, String run) implements HintMessage {
    public OfRun {
      if (dataset.isBlank() || run.isBlank()) {
        throw new IllegalArgumentException("hint for run '%s' of '%s'".formatted(run, dataset));
      }
    }

    @Override
    public String body() {
      return Json.write(new Document(dataset, run, null));
    }

    @Override
    public void match(Consumer<OfRun> ofRun, Consumer<OfOperation> ofOperation) {
      ofRun.accept(this);
    }
  }

  /** An operation is to be carried out, unless that has been done. */
  record OfOperation(Operation operation) implements HintMessage {
    public OfOperation {
      requireNonNull(operation);
    }

    @Override
    public String dataset() {
      return operation.dataset();
    }

    @Override
    public String body() {
      return Json.write(new Document(dataset(), null, operation));
    }

    @Override
    public void match(Consumer<OfRun> ofRun, Consumer<OfOperation> ofOperation) {
      ofOperation.accept(this);
    }
  }

  /** Does what belongs to the kind of hint that this is. */
  void match(Consumer<OfRun> ofRun, Consumer<OfOperation> ofOperation);

  /** The message as it is sent. */
  String body();

  /**
   * Reads a message.
   *
   * @throws IllegalArgumentException if the text is no such message; it never will be, so it belongs
   *     in the dead-letter queue
   */
  static HintMessage parse(String body) {
    return Json.read(body, Document.class).hint();
  }

  /** As it is sent: of run and operation, the one that there is. */
  record Document(String dataset, @Nullable String run, @Nullable Operation operation) {

    HintMessage hint() {
      if (run != null && operation == null) {
        return new OfRun(dataset, run);
      }
      if (run == null && operation != null && operation.dataset().equals(dataset)) {
        return new OfOperation(operation);
      }
      throw new IllegalArgumentException(
          "hint for run '%s' of '%s', operation %s".formatted(run, dataset, operation));
    }
  }
}
