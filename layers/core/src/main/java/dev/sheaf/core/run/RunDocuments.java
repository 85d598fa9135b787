package dev.sheaf.core.run;

import dev.sheaf.core.store.Lake;
import dev.sheaf.core.store.LakeKeys;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The immutable documents of runs in the lake. Whoever writes one first has written it for all. */
public final class RunDocuments {
  private static final int KEPT_PLANS = 16;

  private final Lake lake;
  private final Map<String, PlannedRun> plans = Collections.synchronizedMap(new Recent());

  public RunDocuments(Lake lake) {
    this.lake = lake;
  }

  public void putCandidates(Candidates candidates) {
    put(LakeKeys.candidates(candidates.run()), candidates, Candidates.class);
  }

  /**
   * The candidates of a run.
   *
   * @throws IllegalStateException if there are none: the store is damaged
   */
  public Candidates candidates(String run) {
    return lake.require(LakeKeys.candidates(run), Candidates.class);
  }

  /** Writes the plan, unless the run has one; gives the plan that the run has. */
  public PlannedRun putPlan(Plan plan) {
    return keep(put(LakeKeys.plan(plan.run()), plan, Plan.class));
  }

  /** The plan of a run, if it has come that far. */
  public Optional<PlannedRun> plan(String run) {
    PlannedRun known = plans.get(run);
    return known != null
        ? Optional.of(known)
        : lake.read(LakeKeys.plan(run), Plan.class).map(this::keep);
  }

  /**
   * The plan of a run for which tasks were sent.
   *
   * @throws IllegalStateException if there is none: the store is damaged
   */
  public PlannedRun requirePlan(String run) {
    return plan(run).orElseThrow(() -> lake.missing(LakeKeys.plan(run)));
  }

  /** Writes the repair round, unless the run has one; gives the round that the run has. */
  public Round putRepair(Round round) {
    return put(LakeKeys.round(round.run(), Round.REPAIR), round, Round.class);
  }

  public Optional<Round> repair(String run) {
    return lake.read(LakeKeys.round(run, Round.REPAIR), Round.class);
  }

  /** The round that a run is in: the last one that there is. */
  public Round currentRound(PlannedRun run) {
    return repair(run.plan().run()).orElse(run.process());
  }

  /**
   * The round that a message names.
   *
   * @throws IllegalStateException if there is none: the store is damaged, or the message
   */
  public Round round(PlannedRun run, int number) {
    return number == Round.PROCESS
        ? run.process()
        : repair(run.plan().run())
            .orElseThrow(() -> lake.missing(LakeKeys.round(run.plan().run(), number)));
  }

  /** Says that an execution ended, for a table that gave no answer to it. */
  public void putEnd(TaskMessage task, String execution) {
    lake.put(end(task, execution), Map.of());
  }

  /** Whether {@link #putEnd} was said of an execution. */
  public boolean hasEnd(TaskMessage task, String execution) {
    return lake.find(end(task, execution)).isPresent();
  }

  private static String end(TaskMessage task, String execution) {
    return LakeKeys.end(task.run(), task.round(), task.task(), execution);
  }

  private PlannedRun keep(Plan plan) {
    PlannedRun planned = PlannedRun.of(plan);
    plans.put(plan.run(), planned);
    return planned;
  }

  private <T> T put(String key, T document, Class<T> type) {
    return switch (lake.put(key, document)) {
      case CREATED -> document;
      case EXISTED -> lake.require(key, type);
    };
  }

  /** The plans used last; one can hold thousands of uploads. */
  private static final class Recent extends LinkedHashMap<String, PlannedRun> {
    private static final long serialVersionUID = 1;

    Recent() {
      super(KEPT_PLANS, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, PlannedRun> eldest) {
      return size() > KEPT_PLANS;
    }
  }
}
