package dev.sheaf.local.cli;

import dev.sheaf.local.session.SessionRequest;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that works on a store. */
abstract class StoreCommand implements Callable<Integer> {
  static final int DONE = 0;
  static final int FAILED = 1;

  final Console console;

  @Mixin Common common = new Common();

  @Spec CommandSpec spec = CommandSpec.create();

  StoreCommand(Console console) {
    this.console = console;
  }

  /** To read the store; others change it. */
  SessionRequest request() {
    String line = "sheaf " + String.join(" ", spec.commandLine().getParseResult().originalArgs());
    return SessionRequest.read(common.store, line.strip());
  }

  boolean debug() {
    return common.debug || console.environment().containsKey("SHEAF_DEBUG");
  }
}
