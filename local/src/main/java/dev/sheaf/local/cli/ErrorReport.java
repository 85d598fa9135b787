package dev.sheaf.local.cli;

import dev.sheaf.core.dataset.RenameException;
import dev.sheaf.core.json.NewerFormatException;
import dev.sheaf.core.snapshot.ExpiredSnapshotException;
import dev.sheaf.core.store.TransientException;
import dev.sheaf.core.trace.NoRawRejectsException;
import dev.sheaf.core.yaml.DefinitionException;
import dev.sheaf.engine.duckdb.QueryException;
import dev.sheaf.local.cli.command.CommandFailure;
import dev.sheaf.local.cli.command.StoreCommand;
import dev.sheaf.local.cli.text.Console;
import dev.sheaf.local.cli.text.Described;
import dev.sheaf.local.endpoints.EndpointException;
import dev.sheaf.local.load.InputException;
import dev.sheaf.local.load.StalledException;
import dev.sheaf.local.session.SessionException;
import dev.sheaf.local.store.StoreException;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** Tells what went wrong in a line; with {@code --debug} also where in the program. */
final class ErrorReport
    implements CommandLine.IExecutionExceptionHandler, CommandLine.IParameterExceptionHandler {
  /** Exceptions whose message is written for whoever typed the command. */
  private static final Set<Class<? extends Exception>> FOR_PEOPLE =
      Set.of(
          CommandFailure.class,
          SessionException.class,
          StoreException.class,
          EndpointException.class,
          InputException.class,
          StalledException.class,
          DefinitionException.class,
          ExpiredSnapshotException.class,
          NoRawRejectsException.class,
          QueryException.class,
          RenameException.class,
          NewerFormatException.class,
          TransientException.class);

  private final Console console;

  ErrorReport(Console console) {
    this.console = console;
  }

  /** The work failed. */
  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    String message = message(failure);
    console.err().println("sheaf: " + message);
    if (debug(parsed)) {
      failure.printStackTrace(console.err());
    }
    if (has(parsed, "--json")) {
      console.json(Described.object().put("error", message));
    }
    return StoreCommand.FAILED;
  }

  /** Wrong usage. */
  @Override
  public int handleParseException(CommandLine.ParameterException error, String[] arguments) {
    CommandLine command = error.getCommandLine();
    console.err().println("sheaf: " + error.getMessage());
    if (!CommandLine.UnmatchedArgumentException.printSuggestions(error, command.getErr())) {
      console.err().printf("See: %s --help%n", command.getCommandSpec().qualifiedName());
    }
    if (Arrays.asList(arguments).contains("--json")) {
      console.json(Described.object().put("error", error.getMessage()));
    }
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  private static String message(Exception failure) {
    if (causedBy(failure, ResourceNotFoundException.class)) {
      return "the store was not made completely; sheaf run PATH makes what is missing";
    }
    String message = failure.getMessage();
    if (message != null && FOR_PEOPLE.stream().anyMatch(type -> type.isInstance(failure))) {
      return message;
    }
    if (message != null && failure instanceof IllegalStateException) {
      return message + "; if the store is damaged, name another with --store and load again";
    }
    return "%s; --debug shows where".formatted(failure);
  }

  private static boolean causedBy(Throwable failure, Class<?> type) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }

  private boolean debug(CommandLine.ParseResult parsed) {
    return console.environment().containsKey("SHEAF_DEBUG") || has(parsed, "--debug");
  }

  private static boolean has(CommandLine.ParseResult parsed, String option) {
    return parsed.originalArgs().contains(option);
  }
}
