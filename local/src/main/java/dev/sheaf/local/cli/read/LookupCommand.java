package dev.sheaf.local.cli.read;

import dev.sheaf.engine.result.OutputFormat;
import dev.sheaf.local.cli.command.ReadCommand;
import dev.sheaf.local.cli.text.ByteSize;
import dev.sheaf.local.cli.text.Console;
import dev.sheaf.local.session.Catalog;
import dev.sheaf.query.LookupAnswer;
import dev.sheaf.query.LookupRequest;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds rows by a key. */
@Command(
    name = "lookup",
    description = {
      "Show the rows in which a column has this value. By an indexed column (the key of an upsert, or",
      "'index' in the definition), only the pieces of parts are fetched that may hold it."
    },
    footer = {
      "",
      "Examples:",
      "  sheaf lookup orders 4711",
      "  sheaf lookup weather JFK --column origin --explain"
    })
public final class LookupCommand extends ReadCommand {
  @Parameters(index = "0", paramLabel = "NAME", description = "The dataset.")
  String dataset = "";

  @Parameters(index = "1", paramLabel = "KEY", description = "The value.")
  String key = "";

  @Option(
      names = "--column",
      paramLabel = "COLUMN",
      description = "The column; else the first one that is indexed.")
  Optional<String> column = Optional.empty();

  @Option(names = "--version", paramLabel = "N", description = "A version; else the newest.")
  Optional<Integer> version = Optional.empty();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      converter = QueryCommand.FormatConverter.class,
      description = "table (the default), csv, ndjson or json.")
  OutputFormat format = OutputFormat.TABLE;

  @Option(names = "--explain", description = "Say on stderr what was read.")
  boolean explain;

  public LookupCommand(Console console) {
    super(console);
  }

  @Override
  protected void show(Catalog catalog) throws IOException {
    LookupRequest request =
        new LookupRequest(dataset, key, column.orElse(null), version.orElse(null));
    try (LookupAnswer found = Reading.query(catalog).lookup(request)) {
      OutputFormat shown = common.json ? OutputFormat.JSON : format;
      shown.writer().write(found.answer().rows(), console.out());
      if (explain) {
        print(found.effort());
      }
    }
  }

  private void print(LookupAnswer.Effort effort) {
    console
        .err()
        .printf(
            "%d of %d parts (%s) may hold it; %d row groups fetched; in all %d S3 calls, %s read%n",
            effort.candidates(),
            effort.parts(),
            ByteSize.text(effort.totalBytes()),
            effort.rowGroups(),
            effort.calls(),
            ByteSize.text(effort.bytes()));
  }
}
