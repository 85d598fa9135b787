package dev.sheaf.local.session;

import dev.sheaf.core.store.ObjectVersion;
import java.util.List;

/** Whoever takes up what is delivered to the landing bucket. */
public interface Pickup extends AutoCloseable {

  /**
   * Continues what came to a halt, because a process was interrupted or a message was lost; takes up
   * what waits for a schedule.
   */
  void recover();

  /** Says that these objects are there: one event with all of them. */
  void announce(List<ObjectVersion> objects);

  /**
   * Whether nothing is under way any more, so that what is not settled now never will be.
   *
   * @throws SessionException if it has ended
   */
  boolean idle();

  /**
   * Waits a little until nothing is under way any more: whoever settles an upload has still to say so
   * to others.
   */
  void finish();

  /** How many recoveries in a row may change nothing until it is plain that none will. */
  int vainRecoveries();

  /** The last thing that went wrong, for people; empty if nothing has. */
  String lastFailure();

  @Override
  void close();
}
