package dev.sheaf.local.cli.read;

import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.engine.result.OutputFormat;
import dev.sheaf.local.cli.command.CommandFailure;
import dev.sheaf.local.cli.command.Lookups;
import dev.sheaf.local.cli.command.ReadCommand;
import dev.sheaf.local.cli.text.ByteSize;
import dev.sheaf.local.cli.text.Console;
import dev.sheaf.local.cli.text.Described;
import dev.sheaf.local.session.Catalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Writes a snapshot to a file. */
@Command(
    name = "export",
    description = "Write all rows of a snapshot to one file, in their order.",
    footer = {"", "Example:", "  sheaf export weather --format csv --out weather.csv"})
public final class ExportCommand extends ReadCommand {
  @Parameters(paramLabel = "NAME", description = "The dataset.")
  String dataset = "";

  @Option(
      names = "--format",
      required = true,
      paramLabel = "FORMAT",
      converter = FormatConverter.class,
      description = "csv, ndjson or parquet.")
  OutputFormat format = OutputFormat.CSV;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The file; one that is there is replaced.")
  Path out = Path.of("");

  @ArgGroup SnapshotOptions snapshot = new SnapshotOptions();

  public ExportCommand(Console console) {
    super(console);
  }

  @Override
  protected void show(Catalog catalog) throws IOException {
    Path target = out.toAbsolutePath();
    if (Files.isDirectory(target) || !Files.isDirectory(target.resolveSibling(""))) {
      throw new CommandFailure(
          "cannot write %s: %s"
              .formatted(
                  out, Files.isDirectory(target) ? "it is a folder" : "its folder does not exist"));
    }
    Manifest manifest = new Lookups(catalog).snapshot(dataset, snapshot.choice());
    long rows = Reading.export(catalog).export(dataset, manifest.version(), format, target);
    long bytes = Files.size(target);
    if (common.json) {
      console.json(
          Described.object()
              .put("dataset", dataset)
              .put("version", manifest.version())
              .put("format", format.toString())
              .put("file", target.toString())
              .put("rows", rows)
              .put("bytes", bytes));
    } else {
      console
          .out()
          .printf(
              "%s version %d: %d rows, %s, in %s%n",
              dataset, manifest.version(), rows, ByteSize.text(bytes), out);
    }
  }

  /** Reads the name of a format for files. */
  static final class FormatConverter implements ITypeConverter<OutputFormat> {
    @Override
    public OutputFormat convert(String value) {
      return OutputFormat.ofFiles().stream()
          .filter(format -> format.toString().equals(value.toLowerCase(Locale.ROOT)))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "unknown format '%s'; there are %s".formatted(value, names())));
    }

    private static String names() {
      return OutputFormat.ofFiles().stream()
          .map(OutputFormat::toString)
          .collect(Collectors.joining(", "));
    }
  }
}
