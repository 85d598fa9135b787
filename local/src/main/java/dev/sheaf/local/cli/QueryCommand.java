package dev.sheaf.local.cli;

import dev.sheaf.engine.ResultFormat;
import dev.sheaf.local.session.Catalog;
import dev.sheaf.query.QueryAnswer;
import dev.sheaf.query.QueryRequest;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Answers a question in SQL. */
@Command(
    name = "query",
    description = {
      "Run one SELECT, in DuckDB's SQL; the datasets are the tables, at their newest snapshots.",
      "--json is --format json: one array of objects."
    },
    footer = {
      "",
      "Example:",
      "  sheaf query \"SELECT origin, avg(temp) FROM weather GROUP BY origin\" --format csv"
    })
final class QueryCommand extends ReadCommand {
  @Parameters(paramLabel = "SQL", description = "The query.")
  String sql = "";

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      converter = FormatConverter.class,
      description = "table (the default), csv, ndjson or json.")
  ResultFormat format = ResultFormat.TABLE;

  QueryCommand(Console console) {
    super(console);
  }

  @Override
  void show(Catalog catalog) throws IOException {
    try (QueryAnswer answer = Reading.query(catalog).query(QueryRequest.newest(sql))) {
      ResultFormat shown = common.json ? ResultFormat.JSON : format;
      shown.writer().write(answer.rows(), console.out());
    }
  }

  /** Reads the name of a format. */
  static final class FormatConverter implements ITypeConverter<ResultFormat> {
    @Override
    public ResultFormat convert(String value) {
      try {
        return ResultFormat.parse(value);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
