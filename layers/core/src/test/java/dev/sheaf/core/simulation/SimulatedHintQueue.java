package dev.sheaf.core.simulation;

import dev.sheaf.core.run.HintMessage;
import dev.sheaf.core.run.HintQueue;

/** Sends hints, some of them twice, some never. */
record SimulatedHintQueue(MessageQueue<HintMessage> queue, Faults faults) implements HintQueue {

  @Override
  public void send(HintMessage hint) {
    if (faults.strikes(Fault.MESSAGE_LOST)) {
      return;
    }
    queue.send(hint, hint.dataset());
    if (faults.strikes(Fault.MESSAGE_DOUBLED)) {
      queue.send(hint, hint.dataset());
    }
  }
}
