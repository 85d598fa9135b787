package dev.sheaf.core.run;

import java.util.List;

/** The standard queue from segmenter to processors: at least once, in any order. */
public interface TaskQueue {
  /** The most messages that one call takes. */
  int MAX_BATCH = 10;

  /**
   * Sends up to {@link #MAX_BATCH} messages in one call.
   *
   * @return the messages that the queue did not take, to be sent again
   * @throws dev.sheaf.core.store.TransientException if the queue did not answer; some may have gone
   */
  List<TaskMessage> send(List<TaskMessage> messages);

  /**
   * Whether it seems that no message waits or is being worked on. An estimate: for deciding when to
   * look again, never for deciding what is done.
   */
  boolean seemsEmpty();
}
