package dev.sheaf.core.run;

import dev.sheaf.core.store.TransientException;
import java.util.function.Supplier;

/**
 * Notes how executions of tasks end that were tried before, so that a task which kills its processor
 * can be told from one that met a service in trouble. The usual task, done at its first delivery, costs
 * nothing here.
 */
final class TroubleLog {
  private final RunTable table;
  private final Supplier<String> executions;

  /**
   * @param executions names for executions, each different from all others
   */
  TroubleLog(RunTable table, Supplier<String> executions) {
    this.table = table;
    this.executions = executions;
  }

  /** Executes; whatever is thrown is noted and thrown on, also where the begin could not be. */
  <T> T noted(TaskMessage task, int group, Supplier<T> execution) {
    String name = executions.get();
    try {
      table.noteBegun(task, group, name);
      return execution.get();
    } catch (TransientException e) {
      table.noteEnded(task, group, name, null);
      throw e;
    } catch (RuntimeException | OutOfMemoryError e) {
      table.noteEnded(task, group, name, e.toString());
      throw e;
    }
  }
}
