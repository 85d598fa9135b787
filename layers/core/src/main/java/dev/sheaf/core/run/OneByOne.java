package dev.sheaf.core.run;

import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Does something for each of several things, so that a failure of one does not spoil the others. */
public final class OneByOne {
  private OneByOne() {}

  /**
   * Hands every item to the action, also after one has failed.
   *
   * @throws RuntimeException the first failure, with the others suppressed, once all had their turn
   */
  public static <T> void forEach(Collection<T> items, Consumer<? super T> action) {
    @Nullable RuntimeException first = null;
    for (T item : items) {
      try {
        action.accept(item);
      } catch (RuntimeException e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }

  /** Takes all of these steps, also after one has failed; throws as {@link #forEach} does. */
  public static void run(Runnable... steps) {
    forEach(List.of(steps), Runnable::run);
  }
}
