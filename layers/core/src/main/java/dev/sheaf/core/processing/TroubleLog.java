package dev.sheaf.core.processing;

import dev.sheaf.core.run.RunDocuments;
import dev.sheaf.core.run.RunTable;
import dev.sheaf.core.run.TaskMessage;
import dev.sheaf.core.store.TransientException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Notes how executions of tasks end that were tried before, so that a task which kills its processor
 * can be told from one that met a service in trouble. The usual task, done at its first delivery, costs
 * nothing here.
 */
final class TroubleLog {
  private final RunTable table;
  private final RunDocuments documents;

  TroubleLog(RunTable table, RunDocuments documents) {
    this.table = table;
    this.documents = documents;
  }

  /** Executes; whatever is thrown is noted and thrown on, also where the begin could not be. */
  <T> T noted(TaskMessage task, int group, String execution, Supplier<T> work) {
    try {
      table.noteBegun(task, group, execution);
      return work.get();
    } catch (TransientException e) {
      noteEnd(task, group, execution, null, e);
      throw e;
    } catch (RuntimeException | OutOfMemoryError e) {
      noteEnd(task, group, execution, e.toString(), e);
      throw e;
    }
  }

  /**
   * Tells the table, or the store where the table does not answer: whoever can tell neither cannot be
   * told from the dead.
   */
  private void noteEnd(
      TaskMessage task, int group, String execution, @Nullable String error, Throwable cause) {
    try {
      table.noteEnded(task, group, execution, error);
    } catch (TransientException noAnswer) {
      cause.addSuppressed(noAnswer);
      putEnd(task, execution, cause);
    }
  }

  private void putEnd(TaskMessage task, String execution, Throwable cause) {
    try {
      documents.putEnd(task, execution);
    } catch (TransientException noAnswer) {
      cause.addSuppressed(noAnswer);
    }
  }
}
