package dev.sheaf.local.cli.command;

import dev.sheaf.local.cli.text.Console;
import dev.sheaf.local.session.Catalog;
import dev.sheaf.local.session.SessionRequest;
import dev.sheaf.local.session.StoreSession;

/** A command that writes items of the table, and needs no function for it. */
public abstract class DefineCommand extends StoreCommand {

  protected DefineCommand(Console console) {
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

  protected abstract void define(Catalog catalog);
}
