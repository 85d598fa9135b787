package dev.sheaf.local.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line as a whole. */
@Command(
    name = "sheaf",
    version = "sheaf 0.1.0",
    description = {
      "Drop files in a bucket; get one exact, versioned, queryable dataset.",
      "Everything runs on this machine, and is kept in the folder .sheaf, or --store DIR."
    },
    footer = {
      "",
      "Examples:",
      "  sheaf run examples/weather",
      "  sheaf query \"SELECT origin, avg(temp) FROM weather GROUP BY origin\"",
      "",
      "Exit status: 0 done, 1 the work failed, 2 wrong usage."
    })
final class Sheaf implements Runnable {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  @Option(names = "--version", versionHelp = true, description = "Show the version.")
  boolean version;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a command");
  }

  /**
   * Puts the commands together.
   *
   * @param stop ends a command that would go on for ever
   */
  static CommandLine commandLine(Console console, UpCommand.Stop stop) {
    CommandLine line = new CommandLine(new Sheaf());
    for (Object command :
        List.of(
            new RunCommand(console),
            new UpCommand(console, stop),
            new ApplyCommand(console),
            new SchemaCommand(console),
            new DatasetsCommand(console),
            new SnapshotsCommand(console),
            new ShowCommand(console),
            new RunsCommand(console),
            new UploadsCommand(console),
            new RejectsCommand(console),
            new ReloadCommand(console),
            new RetractCommand(console),
            new RollbackCommand(console),
            new TagCommand(console),
            new UntagCommand(console),
            new TagsCommand(console),
            new CompactCommand(console),
            new ExpireCommand(console),
            new VerifyCommand(console),
            new LookupCommand(console),
            new QueryCommand(console),
            new ExportCommand(console),
            new DiffCommand(console),
            new LineageCommand(console),
            new EventsCommand(console),
            new RunInfoCommand(console),
            new RedriveCommand(console),
            new SweepCommand(console),
            new ReconcileCommand(console),
            new OrphansCommand(console),
            new CommandLine.HelpCommand())) {
      line.addSubcommand(command);
    }
    ErrorReport errors = new ErrorReport(console);
    line.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
    line.setExecutionExceptionHandler(errors);
    line.setParameterExceptionHandler(errors);
    line.setUsageHelpAutoWidth(true);
    return line;
  }
}
