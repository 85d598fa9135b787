package dev.sheaf.local.cli.command;

import dev.sheaf.local.cli.text.Console;
import dev.sheaf.local.session.SessionRequest;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that works on a store. */
public abstract class StoreCommand implements Callable<Integer> {
  public static final int DONE = 0;
  public static final int FAILED = 1;

  protected final Console console;

  @Mixin protected Common common = new Common();

  @Spec protected CommandSpec spec = CommandSpec.create();

  protected StoreCommand(Console console) {
    this.console = console;
  }

  /** To read the store; others change it. */
  protected SessionRequest request() {
    String line = "sheaf " + String.join(" ", spec.commandLine().getParseResult().originalArgs());
    return SessionRequest.read(common.store, line.strip());
  }

  protected boolean debug() {
    return common.debug || console.environment().containsKey("SHEAF_DEBUG");
  }
}
