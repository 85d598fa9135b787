package dev.sheaf.local.cli.work;

import dev.sheaf.aws.Assembly;
import dev.sheaf.local.cli.command.StoreCommand;
import dev.sheaf.local.cli.text.ByteSize;
import dev.sheaf.local.cli.text.Console;
import dev.sheaf.local.cli.text.RunOutput;
import dev.sheaf.local.cli.text.RunProgress;
import dev.sheaf.local.load.DatasetInput;
import dev.sheaf.local.load.InputException;
import dev.sheaf.local.load.InputScanner;
import dev.sheaf.local.load.LoadReport;
import dev.sheaf.local.load.Loader;
import dev.sheaf.local.session.Pickup;
import dev.sheaf.local.session.PipelineEvents;
import dev.sheaf.local.session.SessionRequest;
import dev.sheaf.local.session.StoreSession;
import dev.sheaf.segmenter.SegmenterHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Loads files. */
@Command(
    name = "run",
    description = {
      "Load files: a folder is a dataset, with a folder for each source and perhaps a definition",
      "<dataset>.yaml; a file is a dataset of its own. What is there already is not sent again."
    },
    footer = {
      "",
      "Examples:",
      "  sheaf run examples/weather",
      "  sheaf run --dataset orders --source shop 2026-11-20.csv"
    })
public final class RunCommand extends StoreCommand {
  @Option(names = "--dataset", paramLabel = "NAME", description = "The dataset to load into.")
  Optional<String> dataset = Optional.empty();

  @Option(names = "--source", paramLabel = "NAME", description = "The source of all files.")
  Optional<String> source = Optional.empty();

  @Option(
      names = "--segment-size",
      paramLabel = "SIZE",
      converter = ByteSize.Converter.class,
      description = "Bytes per segment: 17, 64KiB, 64MiB (default: by the size of the run).")
  Optional<ByteSize> segmentSize = Optional.empty();

  @ArgGroup Trial trial = new Trial();

  @Parameters(paramLabel = "PATH", arity = "1..*", description = "Folders and files.")
  List<Path> paths = List.of();

  public RunCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws InterruptedException {
    Instant started = console.clock().instant();
    List<DatasetInput> inputs = scan();
    try (StoreSession session = StoreSession.open(loadRequest());
        RunProgress progress = new RunProgress(console)) {
      PipelineEvents events =
          new PipelineEvents(
              debug() ? progress::warn : trial.warnings(progress::warn),
              function -> {},
              debug() ? console.err() : Console.nowhere());
      LoadReport report;
      try (Pickup pickup = session.pickup(events, trial.conditions())) {
        session
            .attachedTo()
            .ifPresent(
                holder ->
                    progress.note(
                        "'%s' (process %d) has the store, and does the work"
                            .formatted(holder.command(), holder.pid())));
        report =
            new Loader(
                    session.catalog(),
                    console.clock(),
                    progress,
                    (dataset, uploads) ->
                        new Assembly(
                                session.environment("SegmenterFunction"), SegmenterHandler.READS)
                            .intake()
                            .reload(dataset, uploads))
                .load(
                    inputs,
                    pickup,
                    session.attachedTo().isPresent()
                        ? Loader.Schedule.THEIRS
                        : Loader.Schedule.OURS);
      }
      progress.close();
      print(report, Duration.between(started, console.clock().instant()));
      return trial.passed() && report.failures().isEmpty() ? DONE : FAILED;
    }
  }

  private void print(LoadReport report, Duration took) {
    RunOutput output = new RunOutput(console, common.storeArgument());
    if (common.json) {
      output.json(report, took, trial.described());
    } else {
      output.text(report, took);
      trial.print(console.out());
    }
    output.failures(report);
    trial.complain(console.err());
    if (!common.json) {
      output.next(report);
    }
  }

  private List<DatasetInput> scan() {
    for (Path path : paths) {
      if (!Files.exists(path)) {
        throw new ParameterException(spec.commandLine(), path + " does not exist");
      }
    }
    InputScanner scanner;
    try {
      scanner = new InputScanner(dataset, source);
    } catch (InputException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    return scanner.scan(paths);
  }

  private SessionRequest loadRequest() {
    return request()
        .withAccess(SessionRequest.Access.LOAD)
        .withSegmentBytes(
            segmentSize.map(size -> OptionalLong.of(size.bytes())).orElse(OptionalLong.empty()));
  }
}
