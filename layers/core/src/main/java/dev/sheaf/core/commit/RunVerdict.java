package dev.sheaf.core.commit;

import dev.sheaf.core.run.PlannedRun;
import dev.sheaf.core.run.Round;
import java.util.List;
import java.util.function.Function;

/** What the facts of a run say about it. */
public sealed interface RunVerdict {

  /** Some task of the current round has no fact yet. */
  record Incomplete() implements RunVerdict {
    @Override
    public <T> T match(
        Function<Incomplete, T> incomplete,
        Function<NeedsRepair, T> needsRepair,
        Function<Complete, T> complete) {
      return incomplete.apply(this);
    }
  }

  /** Some segments were read from a wrong start state, and have to be read again. */
  record NeedsRepair(Round round) implements RunVerdict {
    @Override
    public <T> T match(
        Function<Incomplete, T> incomplete,
        Function<NeedsRepair, T> needsRepair,
        Function<Complete, T> complete) {
      return needsRepair.apply(this);
    }
  }

  /** Every upload is judged, in upload order. */
  record Complete(PlannedRun run, List<UploadResult> results) implements RunVerdict {
    public Complete {
      results = List.copyOf(results);
    }

    /** The uploads that can be published. */
    public List<UploadResult.Loaded> loaded() {
      return results(UploadResult.Loaded.class);
    }

    /** Those that cannot. */
    List<UploadResult.NotLoaded> notLoaded() {
      return results(UploadResult.NotLoaded.class);
    }

    private <R extends UploadResult> List<R> results(Class<R> kind) {
      return results.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Override
    public <T> T match(
        Function<Incomplete, T> incomplete,
        Function<NeedsRepair, T> needsRepair,
        Function<Complete, T> complete) {
      return complete.apply(this);
    }
  }

  /** What belongs to the verdict that this is. */
  <T> T match(
      Function<Incomplete, T> incomplete,
      Function<NeedsRepair, T> needsRepair,
      Function<Complete, T> complete);
}
