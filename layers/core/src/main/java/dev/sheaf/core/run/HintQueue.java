package dev.sheaf.core.run;

/** The FIFO queue from processors to integrator; one message group per dataset. */
public interface HintQueue {

  /**
   * Sends a hint that no earlier one suppresses as its duplicate.
   *
   * @throws dev.sheaf.core.store.TransientException if the queue did not answer
   */
  void send(HintMessage hint);
}
