package dev.sheaf.core.keeper;

import dev.sheaf.core.run.Fact;
import dev.sheaf.core.run.PlannedRun;
import dev.sheaf.core.run.Round;
import dev.sheaf.core.run.RunDocuments;
import dev.sheaf.core.run.RunTable;
import dev.sheaf.core.run.TaskMessage;
import dev.sheaf.core.run.TaskQueue;
import dev.sheaf.core.run.TaskTrouble;
import dev.sheaf.core.store.TransientException;
import dev.sheaf.core.upload.UploadOutcome;
import java.util.List;
import java.util.Optional;

/**
 * Judges tasks that failed as often as their queue allows. One that met services in trouble is sent
 * again, for as long as it takes: that never refuses an upload. One that kills its processors, or that
 * they cannot do, is given up: a fact says so, and the upload is refused.
 */
public final class DeadLetters {
  /** So many deaths with nothing caught are the task's own doing. */
  private static final int DEATHS_TO_GIVE_UP = 3;

  private final RunDocuments documents;
  private final RunTable table;
  private final TaskQueue tasks;

  /** What became of a dead letter. */
  public enum Verdict {
    /** No open run needs it. */
    DROPPED,
    SENT_AGAIN,
    GIVEN_UP
  }

  public DeadLetters(RunDocuments documents, RunTable table, TaskQueue tasks) {
    this.documents = documents;
    this.table = table;
    this.tasks = tasks;
  }

  /**
   * Judges a message from the dead-letter queue of segments.
   *
   * @throws TransientException if the message should be delivered again
   */
  public Verdict consider(TaskMessage message) {
    Optional<PlannedRun> run = documents.plan(message.run()).filter(this::isOpen);
    Optional<Round> round = run.flatMap(planned -> round(planned, message));
    if (round.isEmpty()) {
      return Verdict.DROPPED;
    }
    int group = round.get().groupOf(message.task());
    Verdict verdict = Verdict.SENT_AGAIN;
    if (table.fact(message, group).isEmpty()) {
      Optional<String> defect = defect(message, table.trouble(message, group));
      if (defect.isPresent()) {
        table.putFact(givenUp(run.get(), round.get(), message, defect.get()), group);
        verdict = Verdict.GIVEN_UP;
      }
    }
    // Where there is a fact, the processor says that the task is done, and hints.
    if (!tasks.send(List.of(message)).isEmpty()) {
      throw new TransientException("the task queue refused " + message.body());
    }
    return verdict;
  }

  private boolean isOpen(PlannedRun run) {
    return table.isOpen(run.plan().dataset(), run.plan().run());
  }

  /** The round that the message names, if it has such a task. */
  private Optional<Round> round(PlannedRun run, TaskMessage message) {
    Optional<Round> round =
        message.round() == Round.PROCESS
            ? Optional.of(run.process())
            : documents.repair(message.run()).filter(it -> it.number() == message.round());
    return round.filter(it -> message.task() < it.tasks().size());
  }

  private Optional<String> defect(TaskMessage message, TaskTrouble trouble) {
    if (trouble.error() != null) {
      return Optional.of("it failed with " + trouble.error());
    }
    long deaths = deaths(message, trouble.unheard());
    return deaths >= DEATHS_TO_GIVE_UP
        ? Optional.of("%d processors died of it, or ran out of memory or time".formatted(deaths))
        : Optional.empty();
  }

  /** A processor that lived may have found the table silent; then it told the store. */
  private long deaths(TaskMessage message, List<String> unheard) {
    return unheard.size() < DEATHS_TO_GIVE_UP
        ? unheard.size()
        : unheard.stream().filter(execution -> !documents.hasEnd(message, execution)).count();
  }

  private static Fact givenUp(PlannedRun run, Round round, TaskMessage message, String defect) {
    var segment = run.segments().get(round.tasks().get(message.task()).segment());
    String uri = run.uploadOf(segment).upload().object().uri();
    String reason =
        "%s: bytes %d to %d could not be processed: %s; once the cause is gone: sheaf reload %s %s"
            .formatted(
                uri,
                segment.from(),
                segment.to(),
                defect,
                run.plan().dataset(),
                run.uploadOf(segment).upload().id());
    return new Fact(
        message.run(),
        message.round(),
        message.task(),
        "given-up",
        new Fact.Unread(UploadOutcome.refused(reason)));
  }
}
