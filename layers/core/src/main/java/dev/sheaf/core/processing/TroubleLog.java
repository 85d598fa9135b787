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
  private final Supplier<String> executions;

  /**
   * @param executions names for executions, each different from all others
   */
  TroubleLog(RunTable table, RunDocuments documents, Supplier<String> executions) {
    this.table = table;
    this.documents = documents;
    this.executions = executions;
  }

  /** Executes; whatever is thrown is noted and thrown on, also where the begin could not be. */
  <T> T noted(TaskMessage task, int group, Supplier<T> execution) {
    String name = executions.get();
    try {
      table.noteBegun(task, group, name);
      return execution.get();
    } catch (TransientException e) {
      noteEnd(task, group, name, null, e);
      throw e;
    } catch (RuntimeException | OutOfMemoryError e) {
      noteEnd(task, group, name, e.toString(), e);
      throw e;
    }
  }

  /**
   * Tells the table, or the store where the table does not answer: whoever can tell neither cannot be
   * told from the dead.
   */
  private void noteEnd(
      TaskMessage task, int group, String name, @Nullable String error, Throwable cause) {
    try {
      table.noteEnded(task, group, name, error);
    } catch (TransientException noAnswer) {
      cause.addSuppressed(noAnswer);
      putEnd(task, name, cause);
    }
  }

  private void putEnd(TaskMessage task, String name, Throwable cause) {
    try {
      documents.putEnd(task, name);
    } catch (TransientException noAnswer) {
      cause.addSuppressed(noAnswer);
    }
  }
}
