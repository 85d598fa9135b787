package dev.sheaf.core.testing;

import dev.sheaf.core.run.HintMessage;
import dev.sheaf.core.run.HintQueue;
import java.util.ArrayList;
import java.util.List;

/** A hint queue in memory. */
public final class InMemoryHintQueue implements HintQueue {
  private final List<HintMessage> hints = new ArrayList<>();

  @Override
  public synchronized void send(HintMessage hint) {
    hints.add(hint);
  }

  /** Takes all hints out, in the order in which they were sent. */
  public synchronized List<HintMessage> drain() {
    List<HintMessage> drained = List.copyOf(hints);
    hints.clear();
    return drained;
  }
}
