package dev.sheaf.local.cli.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sheaf.core.snapshot.Contribution;
import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.core.store.ObjectLostException;
import dev.sheaf.core.trace.Lineage;
import dev.sheaf.core.upload.Upload;
import dev.sheaf.engine.result.OutputFormat;
import dev.sheaf.engine.result.RowCursor;
import dev.sheaf.local.cli.command.CommandFailure;
import dev.sheaf.local.cli.command.Lookups;
import dev.sheaf.local.cli.command.ReadCommand;
import dev.sheaf.local.cli.text.Console;
import dev.sheaf.local.cli.text.Described;
import dev.sheaf.local.cli.text.TextTable;
import dev.sheaf.local.session.Catalog;
import dev.sheaf.query.QueryAnswer;
import dev.sheaf.query.QueryRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Tells which bytes rows come from, and which rows come from an upload. */
@Command(
    name = "lineage",
    description = {
      "Show where rows come from: object and version, byte range, run, and the record as it stands in",
      "the uploaded file. Or, with --upload, show the rows that an upload gave."
    },
    footer = {
      "",
      "Examples:",
      "  sheaf lineage weather --where \"origin = 'JFK' AND temp > 37\"",
      "  sheaf lineage weather --upload 5f1c09aa31b2"
    })
public final class LineageCommand extends ReadCommand {
  private static final int DEFAULT_ROWS = 10;

  @Parameters(paramLabel = "NAME", description = "The dataset.")
  String dataset = "";

  /** Which rows. */
  static final class Rows {
    @Option(
        names = "--where",
        required = true,
        paramLabel = "SQL",
        description = "Rows for which this is true; _upload and _offset may be named too.")
    String where = "";

    @Option(
        names = "--upload",
        required = true,
        paramLabel = "UPLOAD",
        description = "Rows of this upload: its id, or as much as tells it apart, or its key.")
    String upload = "";
  }

  @ArgGroup(multiplicity = "1")
  Rows rows = new Rows();

  @ArgGroup SnapshotOptions snapshot = new SnapshotOptions();

  @Option(names = "--limit", paramLabel = "N", description = "How many rows to show (default: 10).")
  int limit = DEFAULT_ROWS;

  public LineageCommand(Console console) {
    super(console);
  }

  /** What a row says of its origin. */
  private record Mark(long uploadHash, long offset) {}

  @Override
  protected void show(Catalog catalog) throws IOException {
    if (limit < 0) {
      throw new ParameterException(spec.commandLine(), "--limit must not be negative");
    }
    Manifest manifest = new Lookups(catalog).snapshot(dataset, snapshot.choice());
    if (!catalog
        .definitions()
        .pinned(dataset, manifest.definitionDigest())
        .integration()
        .keepsRecords()) {
      throw new CommandFailure(
          "rows of an aggregate come from many records; 'sheaf show %s' lists the uploads"
              .formatted(dataset));
    }
    if (rows.upload.isEmpty()) {
      showOrigins(catalog, manifest);
    } else {
      showRows(catalog, manifest);
    }
  }

  private void showOrigins(Catalog catalog, Manifest manifest) throws IOException {
    Lineage lineage = catalog.wiring().lineage();
    List<Lineage.Origin> origins = new ArrayList<>();
    for (Mark mark : marks(catalog, manifest)) {
      try {
        origins.add(lineage.origin(manifest, mark.uploadHash(), mark.offset()));
      } catch (ObjectLostException lost) {
        throw new CommandFailure(
            "the row was read from byte %d, but %s".formatted(mark.offset(), lost.getMessage()));
      }
    }
    if (common.json) {
      ObjectNode document =
          Described.object().put("dataset", dataset).put("version", manifest.version());
      document.set("origins", Described.array(origins, LineageCommand::described));
      console.json(document);
      return;
    }
    for (Lineage.Origin origin : origins) {
      Upload upload = origin.upload();
      console
          .out()
          .printf(
              "%s%s, bytes %d to %d, run %s%n  %s%n",
              upload.object().uri(),
              upload.object().versionId() == null
                  ? ""
                  : "?versionId=" + upload.object().versionId(),
              origin.offset(),
              origin.offset() + origin.raw().length,
              origin.run(),
              TextTable.visible(new String(origin.raw(), StandardCharsets.UTF_8).stripTrailing()));
    }
  }

  /** Uploads in the order of their ids: hashes are signed, and those below 0 have the highest ids. */
  private List<Mark> marks(Catalog catalog, Manifest manifest) throws IOException {
    List<Mark> marks = new ArrayList<>();
    String sql =
        "SELECT _upload, _offset FROM %s WHERE (%s\n) ORDER BY _upload < 0, _upload, _offset LIMIT %d"
            .formatted(dataset, rows.where, limit);
    try (QueryAnswer answer =
        Reading.query(catalog).query(new QueryRequest(sql, dataset, manifest.version()))) {
      RowCursor found = answer.rows();
      while (found.next()) {
        marks.add(
            new Mark(
                Long.parseLong(String.valueOf(found.value(0))),
                Long.parseLong(String.valueOf(found.value(1)))));
      }
    }
    return marks;
  }

  private void showRows(Catalog catalog, Manifest manifest) throws IOException {
    Upload upload = new Lookups(catalog).upload(dataset, rows.upload).upload();
    Contribution contribution =
        manifest.contributions().stream()
            .filter(one -> one.upload().equals(upload))
            .findFirst()
            .orElseThrow(
                () ->
                    new CommandFailure(
                        "version %d of %s has no rows of %s"
                            .formatted(manifest.version(), dataset, upload.object().uri())));
    if (!common.json) {
      console
          .out()
          .printf(
              "%s, run %s: %d records, %d rows, %d rejects%n",
              upload.object().uri(),
              contribution.run(),
              contribution.counts().records(),
              contribution.counts().rows(),
              contribution.counts().rejects());
    }
    String sql =
        "SELECT _offset, * FROM %s WHERE _upload = %d ORDER BY _offset LIMIT %d"
            .formatted(dataset, upload.hash(), limit);
    try (QueryAnswer answer =
        Reading.query(catalog).query(new QueryRequest(sql, dataset, manifest.version()))) {
      OutputFormat format = common.json ? OutputFormat.JSON : OutputFormat.TABLE;
      format.writer().write(answer.rows(), console.out());
    }
  }

  private static ObjectNode described(Lineage.Origin origin) {
    return Described.object()
        .put("object", origin.upload().object().uri())
        .put("version_id", origin.upload().object().versionId())
        .put("upload", origin.upload().id())
        .put("run", origin.run())
        .put("offset", origin.offset())
        .put("length", origin.raw().length)
        .put("raw_base64", Base64.getEncoder().encodeToString(origin.raw()));
  }
}
