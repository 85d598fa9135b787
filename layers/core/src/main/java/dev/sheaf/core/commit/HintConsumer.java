package dev.sheaf.core.commit;

import dev.sheaf.core.run.HintMessage;
import dev.sheaf.core.store.TransientException;
import java.util.List;

/** Does what hints ask for. */
public final class HintConsumer {
  private final Integrator integrator;
  private final Operations operations;

  public HintConsumer(Integrator integrator, Operations operations) {
    this.integrator = integrator;
    this.operations = operations;
  }

  /**
   * Integrates a run that may be complete, or carries out an operation.
   *
   * @throws TransientException if the hint should be delivered again
   */
  public void accept(HintMessage hint) {
    hint.match(
        ofRun -> integrator.integrate(ofRun.dataset(), List.of(ofRun.run())),
        ofOperation -> operations.carryOut(ofOperation.operation()));
  }
}
