package dev.sheaf.local.cli.command;

import dev.sheaf.local.cli.text.Console;
import dev.sheaf.local.session.Catalog;
import dev.sheaf.local.session.StoreSession;

/** A command that shows something of a store. */
public abstract class ReadCommand extends StoreCommand {

  protected ReadCommand(Console console) {
    super(console);
  }

  @Override
  public final Integer call() throws Exception {
    try (StoreSession session = StoreSession.open(request())) {
      show(session.catalog());
    }
    return DONE;
  }

  protected abstract void show(Catalog catalog) throws Exception;
}
