package dev.sheaf.local.cli;

import dev.sheaf.local.session.Catalog;
import dev.sheaf.local.session.SessionRequest;
import dev.sheaf.local.session.StoreSession;

/** A command that writes items of the table, and needs no function for it. */
abstract class DefineCommand extends StoreCommand {

  DefineCommand(Console console) {
    super(console);
  }

  @Override
  public final Integer call() {
    try (StoreSession session =
        StoreSession.open(request().withAccess(SessionRequest.Access.DEFINE))) {
      define(session.catalog());
    }
    return DONE;
  }

  abstract void define(Catalog catalog);
}
