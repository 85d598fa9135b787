package dev.sheaf.local.cli;

import dev.sheaf.local.session.Catalog;
import dev.sheaf.local.session.StoreSession;

/** A command that shows something of a store. */
abstract class ReadCommand extends StoreCommand {

  ReadCommand(Console console) {
    super(console);
  }

  @Override
  public final Integer call() throws Exception {
    try (StoreSession session = StoreSession.open(request())) {
      show(session.catalog());
    }
    return DONE;
  }

  abstract void show(Catalog catalog) throws Exception;
}
