package dev.sheaf.local.cli.read;

import dev.sheaf.core.json.Json;
import dev.sheaf.engine.result.OutputFormat;
import dev.sheaf.local.cli.command.ReadCommand;
import dev.sheaf.local.cli.text.Console;
import dev.sheaf.local.cli.text.TextTable;
import dev.sheaf.local.session.Catalog;
import dev.sheaf.query.QueryAnswer;
import dev.sheaf.query.QueryRequest;
import dev.sheaf.query.ReadPlan;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Answers a question in SQL. */
@Command(
    name = "query",
    description = {
      "Run one SELECT, in DuckDB's SQL; the datasets are the tables, at their newest snapshots, or at",
      "those that were the newest at a time.",
      "--json is --format json: one array of objects."
    },
    footer = {
      "",
      "Example:",
      "  sheaf query \"SELECT origin, avg(temp) FROM weather GROUP BY origin\" --format csv"
    })
public final class QueryCommand extends ReadCommand {
  @Parameters(paramLabel = "SQL", description = "The query.")
  String sql = "";

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      converter = FormatConverter.class,
      description = "table (the default), csv, ndjson or json.")
  OutputFormat format = OutputFormat.TABLE;

  @Option(
      names = "--dataset",
      paramLabel = "NAME",
      description = "The dataset that --version or --tag is of, where the query reads several.")
  Optional<String> dataset = Optional.empty();

  @Option(names = "--explain", description = "Show what the query would read, and do not run it.")
  boolean explain;

  @ArgGroup SnapshotOptions snapshot = new SnapshotOptions();

  public QueryCommand(Console console) {
    super(console);
  }

  @Override
  protected void show(Catalog catalog) throws IOException {
    QueryRequest request = new QueryRequest(sql, dataset.orElse(null), snapshot.choice());
    if (explain) {
      explain(Reading.query(catalog).explain(request));
      return;
    }
    try (QueryAnswer answer = Reading.query(catalog).query(request)) {
      OutputFormat shown = common.json ? OutputFormat.JSON : format;
      shown.writer().write(answer.rows(), console.out());
    }
  }

  private void explain(List<ReadPlan> plans) {
    if (common.json) {
      console.json(Json.mapper().valueToTree(Map.of("reads", plans)));
      return;
    }
    TextTable table =
        new TextTable(
            "dataset", "version", "parts read", "of", "row groups left out", "bytes", "of");
    for (ReadPlan plan : plans) {
      table.row(
          plan.dataset(),
          plan.version(),
          plan.readParts(),
          plan.parts(),
          plan.prunedRowGroups(),
          plan.bytes(),
          plan.snapshotBytes());
    }
    table.print(console.out());
  }

  /** Reads the name of a format for answers. */
  static final class FormatConverter implements ITypeConverter<OutputFormat> {
    @Override
    public OutputFormat convert(String value) {
      return OutputFormat.ofAnswers().stream()
          .filter(format -> format.toString().equals(value))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "unknown format '%s'; there are %s"
                          .formatted(value, OutputFormat.ofAnswers())));
    }
  }
}
