package dev.sheaf.core.simulation;

import dev.sheaf.core.framing.RecordState;
import dev.sheaf.core.framing.SegmentSummary;
import dev.sheaf.core.row.Counts;
import dev.sheaf.core.row.Fingerprint;
import dev.sheaf.core.run.Fact;
import dev.sheaf.core.run.Round;
import dev.sheaf.core.run.RunDocuments;
import dev.sheaf.core.run.RunTable;
import dev.sheaf.core.run.TaskMessage;
import dev.sheaf.core.store.Lake;
import dev.sheaf.core.testing.ForwardingRunTable;
import dev.sheaf.core.testing.InMemoryTable;
import dev.sheaf.core.upload.Upload;
import dev.sheaf.core.zone.ZoneMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What goes on within a run, done wrong on purpose. Each is a way in which others did it. */
final class RunMutants {
  private RunMutants() {}

  /** Done tasks and groups are counted, instead of kept in sets. */
  static final class Counter implements Mutant {
    @Override
    public InMemoryTable table() {
      return new InMemoryTable() {
        private final Map<String, Integer> counts = new HashMap<>();

        @Override
        public synchronized Set<Integer> addDone(
            String run, int round, int group, Set<Integer> tasks) {
          super.addDone(run, round, group, tasks);
          return count("%s#%d#%d".formatted(run, round, group), tasks.size());
        }

        @Override
        public synchronized Set<Integer> addGroup(String run, int round, int group) {
          return count("%s#%d".formatted(run, round), 1);
        }

        private Set<Integer> count(String what, int more) {
          int count = counts.merge(what, more, Integer::sum);
          return IntStream.range(0, count).boxed().collect(Collectors.toSet());
        }
      };
    }
  }

  /** A processor says that its task is done before it has put the fact. */
  static final class SetBeforeFact implements Mutant {
    private final Map<TaskMessage, Set<Integer>> said = new HashMap<>();

    @Override
    public Ports seenBy(Role role, Ports ports, World world) {
      return role != Role.PROCESSOR ? ports : ports.withRuns(new Early(ports.runs()));
    }

    private final class Early extends ForwardingRunTable {
      Early(RunTable runs) {
        super(runs);
      }

      @Override
      public Optional<Fact> fact(TaskMessage task, int group) {
        Optional<Fact> fact = super.fact(task, group);
        if (fact.isEmpty()) {
          said.put(task, super.addDone(task.run(), task.round(), group, Set.of(task.task())));
        }
        return fact;
      }

      @Override
      public Set<Integer> addDone(String run, int round, int group, Set<Integer> tasks) {
        int task = tasks.iterator().next();
        Set<Integer> before = said.get(new TaskMessage(run, round, task));
        return before == null ? super.addDone(run, round, group, tasks) : before;
      }
    }
  }

  /** The integrator takes for granted that all facts are there. */
  static final class TrustedHint implements Mutant {
    @Override
    public Ports seenBy(Role role, Ports ports, World world) {
      return role != Role.INTEGRATOR ? ports : ports.withRuns(new Complete(ports.runs(), world));
    }

    private static final class Complete extends ForwardingRunTable {
      private final RunDocuments documents;

      Complete(RunTable runs, World world) {
        super(runs);
        documents = new RunDocuments(new Lake(world.store, World.LAKE));
      }

      @Override
      public List<Fact> facts(String run, int round, int group) {
        List<Fact> facts = new ArrayList<>(super.facts(run, round, group));
        Round tasks = documents.round(documents.plan(run).orElseThrow(), round);
        Set<Integer> there = facts.stream().map(Fact::task).collect(Collectors.toSet());
        tasks.missing(there).stream()
            .filter(task -> tasks.groupOf(task) == group)
            .forEach(task -> facts.add(imagined(tasks, task)));
        return facts;
      }
    }

    private static Fact imagined(Round round, int task) {
      Fact.Outcome nothing =
          new Fact.Outcome(
              RecordState.RECORD_START,
              -1,
              -1,
              SegmentSummary.identity(),
              Counts.NONE,
              Fingerprint.ZERO,
              new ZoneMap(Map.of()),
              0,
              "",
              null,
              "");
      return new Fact(round.run(), round.number(), task, "imagined", nothing);
    }
  }

  /** A run takes an upload whether or not another has it. */
  static final class ClaimOfAnyUpload implements Mutant {
    @Override
    public InMemoryTable table() {
      return new InMemoryTable() {
        @Override
        public synchronized boolean claim(Upload upload, int attempt, String run) {
          super.claim(upload, attempt, run);
          return true;
        }
      };
    }
  }
}
