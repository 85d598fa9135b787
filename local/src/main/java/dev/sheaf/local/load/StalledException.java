package dev.sheaf.local.load;

/** Nothing is under way any more, but some uploads have no outcome; what is done stays done. */
public final class StalledException extends RuntimeException {
  private static final long serialVersionUID = 1;

  StalledException(Standing standing, String lastFailure) {
    super(
        "%d of %d uploads have no outcome (%d of %d segments done)%s; nothing is lost: run this again to go on from there"
            .formatted(
                standing.uploads() - standing.settled(),
                standing.uploads(),
                standing.done(),
                standing.segments(),
                lastFailure.isEmpty() ? "" : "; the last failure: " + lastFailure));
  }
}
