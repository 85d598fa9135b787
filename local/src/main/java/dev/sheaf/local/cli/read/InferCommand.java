package dev.sheaf.local.cli.read;

import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.upload.UploadRefusedException;
import dev.sheaf.core.yaml.DefinitionWriter;
import dev.sheaf.local.cli.command.CommandFailure;
import dev.sheaf.local.cli.text.Console;
import dev.sheaf.local.load.DatasetInput;
import dev.sheaf.local.load.FileSample;
import dev.sheaf.local.load.InputFile;
import dev.sheaf.local.load.InputScanner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the definition that would be inferred from files. */
@Command(
    name = "infer",
    description = {
      "Print the definition that the dataset of a file or folder would get from its first upload,",
      "with the evidence as comments, ready to edit. Nothing is loaded or stored."
    },
    footer = {
      "",
      "Example:",
      "  sheaf infer orders.csv > orders.yaml",
      "  sheaf apply orders.yaml && sheaf run orders.csv"
    })
public final class InferCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "PATH",
      description = "A file, or the folder of a dataset: its first file that can be read counts.")
  Path path = Path.of("");

  @Option(
      names = "--dataset",
      paramLabel = "NAME",
      description = "Its name, in place of that of the file or folder.")
  Optional<String> dataset = Optional.empty();

  @Option(
      names = "--source",
      paramLabel = "NAME",
      description = "The source of the file, in place of 'default' or that of its folder.")
  Optional<String> source = Optional.empty();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  private final Console console;

  public InferCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    console.out().print(DefinitionWriter.write(definition(input())));
    return 0;
  }

  private DatasetInput input() {
    return new InputScanner(dataset, source).scan(List.of(path)).get(0);
  }

  private static Definition definition(DatasetInput input) {
    List<String> refused = new ArrayList<>();
    for (InputFile file : input.files()) {
      try {
        return FileSample.infer(file);
      } catch (UploadRefusedException e) {
        refused.add("%s: %s".formatted(file.file(), e.getMessage()));
      }
    }
    throw new CommandFailure(String.join(System.lineSeparator(), refused));
  }
}
