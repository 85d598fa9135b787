package dev.sheaf.local.session;

import dev.sheaf.local.store.Holder;
import java.nio.file.Path;

/** A store cannot be used as asked; the message says why, and what to do. */
public final class SessionException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private SessionException(String message) {
    super(message);
  }

  static SessionException noStore(Path folder) {
    return new SessionException(
        "there is no store at %s; make one with: sheaf run PATH, or name another with --store"
            .formatted(folder));
  }

  static SessionException held(Path folder, Holder holder) {
    return new SessionException(
        "%s is in use by '%s' (process %d); wait until it has ended, or name another folder with --store"
            .formatted(folder, holder.command(), holder.pid()));
  }

  static SessionException heldForSegments(Path folder, Holder holder) {
    return new SessionException(
        "%s is in use by '%s' (process %d), which cuts the segments: give --segment-size to that one"
            .formatted(folder, holder.command(), holder.pid()));
  }

  static SessionException heldForConditions(Holder holder) {
    return new SessionException(
        "'%s' (process %d) has the store and runs the functions; name another folder with --store"
            .formatted(holder.command(), holder.pid()));
  }

  static SessionException heldWithoutService(Path folder, Holder holder, String service) {
    return new SessionException(
        "%s is in use by '%s' (process %d), which serves no %s; wait until it has ended"
            .formatted(folder, holder.command(), holder.pid(), service));
  }

  static SessionException holderEnded(Holder holder) {
    return new SessionException(
        "'%s' (process %d) has ended, and its endpoints with it; run this again to go on from there"
            .formatted(holder.command(), holder.pid()));
  }

  static SessionException interrupted() {
    return new SessionException("interrupted");
  }
}
