package dev.sheaf.core.run;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.sheaf.core.row.Counts;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A step that a run has taken, for whoever follows it in a log: names and counts, nothing of what the
 * uploads hold. A step that is repeated after a crash is told again.
 */
public sealed interface RunStep {

  String dataset();

  String run();

  /** What there is to tell, the same keys for every step of its kind. */
  @JsonValue
  Map<String, Object> document();

  /** A run was made of some uploads, and its plan comes next. */
  record Opened(String dataset, String run, int uploads) implements RunStep {
    @Override
    public Map<String, Object> document() {
      return RunStep.document("run opened", this, Map.of("uploads", uploads));
    }
  }

  /**
   * A run has its plan.
   *
   * @param uploads that it got
   * @param bytes of all segments
   */
  record Planned(String dataset, String run, int uploads, int segments, long bytes)
      implements RunStep {
    @Override
    public Map<String, Object> document() {
      return RunStep.document(
          "run planned", this, Map.of("uploads", uploads, "segments", segments, "bytes", bytes));
    }
  }

  /**
   * Segments were sent to the processors, for the first time or again.
   *
   * @param tasks of the round that were sent; each is a segment
   */
  record Dispatched(String dataset, String run, int round, int tasks) implements RunStep {
    @Override
    public Map<String, Object> document() {
      return RunStep.document("run dispatched", this, Map.of("round", round, "segments", tasks));
    }
  }

  /**
   * What a run loaded is in a snapshot.
   *
   * @param counts of all uploads that it loaded
   */
  record Committed(String dataset, String run, int version, int segments, Counts counts)
      implements RunStep {
    @Override
    public Map<String, Object> document() {
      return RunStep.document(
          "run committed",
          this,
          Map.of("version", version, "segments", segments, "counts", counts));
    }
  }

  private static Map<String, Object> document(
      String step, RunStep of, Map<String, Object> figures) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("step", step);
    document.put("dataset", of.dataset());
    document.put("run", of.run());
    document.putAll(figures);
    return document;
  }
}
