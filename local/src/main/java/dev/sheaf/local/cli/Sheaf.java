package dev.sheaf.local.cli;

import dev.sheaf.local.cli.read.DatasetsCommand;
import dev.sheaf.local.cli.read.DiffCommand;
import dev.sheaf.local.cli.read.EventsCommand;
import dev.sheaf.local.cli.read.ExportCommand;
import dev.sheaf.local.cli.read.InferCommand;
import dev.sheaf.local.cli.read.LineageCommand;
import dev.sheaf.local.cli.read.LookupCommand;
import dev.sheaf.local.cli.read.QueryCommand;
import dev.sheaf.local.cli.read.RejectsCommand;
import dev.sheaf.local.cli.read.RunInfoCommand;
import dev.sheaf.local.cli.read.RunsCommand;
import dev.sheaf.local.cli.read.SchemaCommand;
import dev.sheaf.local.cli.read.ShowCommand;
import dev.sheaf.local.cli.read.SnapshotsCommand;
import dev.sheaf.local.cli.read.TagsCommand;
import dev.sheaf.local.cli.read.UploadsCommand;
import dev.sheaf.local.cli.read.VerifyCommand;
import dev.sheaf.local.cli.text.Console;
import dev.sheaf.local.cli.work.ApplyCommand;
import dev.sheaf.local.cli.work.CompactCommand;
import dev.sheaf.local.cli.work.DropCommand;
import dev.sheaf.local.cli.work.ExpireCommand;
import dev.sheaf.local.cli.work.ForgetCommand;
import dev.sheaf.local.cli.work.OrphansCommand;
import dev.sheaf.local.cli.work.ReconcileCommand;
import dev.sheaf.local.cli.work.RedriveCommand;
import dev.sheaf.local.cli.work.ReloadCommand;
import dev.sheaf.local.cli.work.RetractCommand;
import dev.sheaf.local.cli.work.RollbackCommand;
import dev.sheaf.local.cli.work.RunCommand;
import dev.sheaf.local.cli.work.SweepCommand;
import dev.sheaf.local.cli.work.TagCommand;
import dev.sheaf.local.cli.work.UntagCommand;
import dev.sheaf.local.cli.work.UpCommand;
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
    versionProvider = Version.class,
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
            new InferCommand(console),
            new SchemaCommand(console),
            new DatasetsCommand(console),
            new SnapshotsCommand(console),
            new ShowCommand(console),
            new RunsCommand(console),
            new UploadsCommand(console),
            new RejectsCommand(console),
            new ReloadCommand(console),
            new RetractCommand(console),
            new ForgetCommand(console),
            new DropCommand(console),
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
