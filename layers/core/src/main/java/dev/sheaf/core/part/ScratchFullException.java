package dev.sheaf.core.part;

import dev.sheaf.core.store.TransientException;
import java.nio.file.Path;

/**
 * The local disk has no room for a task's files. Transient: another machine, or this one once
 * cleaned, can do the task.
 */
public final class ScratchFullException extends TransientException {
  private static final long serialVersionUID = 1;

  public ScratchFullException(Path folder, Throwable cause) {
    super(
        "no space left for %s: free some, or give the task more ephemeral storage"
            .formatted(folder),
        cause);
  }
}
