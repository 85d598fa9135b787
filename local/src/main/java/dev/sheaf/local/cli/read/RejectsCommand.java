package dev.sheaf.local.cli.read;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sheaf.core.json.Json;
import dev.sheaf.core.reject.RejectRecord;
import dev.sheaf.core.run.UploadItem;
import dev.sheaf.core.snapshot.Contribution;
import dev.sheaf.core.snapshot.RejectObject;
import dev.sheaf.core.snapshot.SnapshotChoice;
import dev.sheaf.core.trace.RejectArchive;
import dev.sheaf.core.upload.UploadState;
import dev.sheaf.core.value.Utf8;
import dev.sheaf.core.value.Violation;
import dev.sheaf.local.cli.command.CommandFailure;
import dev.sheaf.local.cli.command.Lookups;
import dev.sheaf.local.cli.command.ReadCommand;
import dev.sheaf.local.cli.text.Console;
import dev.sheaf.local.cli.text.Described;
import dev.sheaf.local.cli.text.TextTable;
import dev.sheaf.local.session.Catalog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the records that broke a rule. */
@Command(
    name = "rejects",
    description = {
      "List the rejects of the newest snapshot: where each is, and which rule it broke.",
      "With --upload those of one upload, also of one that was refused.",
      "With --raw the records themselves, as they were uploaded: to be mended and loaded."
    },
    footer = {
      "",
      "Examples:",
      "  sheaf rejects weather --upload weather/jfk/late.csv",
      "  sheaf rejects weather --raw --out mended/",
      "  sheaf run mended/weather"
    })
public final class RejectsCommand extends ReadCommand {
  private static final int SHOWN = 100;

  @Parameters(paramLabel = "NAME", description = "The dataset.")
  String dataset = "";

  @Option(
      names = "--upload",
      paramLabel = "ID",
      description = "The id of an upload, the beginning of it, or its key.")
  Optional<String> upload = Optional.empty();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "How many rejects to show (default: 100; with --json all).")
  Optional<Integer> limit = Optional.empty();

  @ArgGroup(exclusive = false)
  @Nullable Raw raw;

  /** What belongs to {@code --raw}. */
  static final class Raw {
    @Option(
        names = "--raw",
        required = true,
        description = {
          "Write the rejected records byte for byte, after the header of their upload:",
          "a file of the same format, to be mended and uploaded under another key."
        })
    boolean wanted;

    @Option(
        names = "--out",
        paramLabel = "PATH",
        description = {
          "The file to write, else standard output. A folder, or a name that ends with /,",
          "gets a file for each upload with rejects."
        })
    Optional<String> out = Optional.empty();
  }

  public RejectsCommand(Console console) {
    super(console);
  }

  @Override
  protected void show(Catalog catalog) throws IOException {
    RejectArchive archive = catalog.wiring().rejects();
    if (raw != null) {
      writeRaw(new RawRejectFiles(console, common, archive, dataset), raw, uploads(catalog));
      return;
    }
    List<RejectObject> objects =
        upload.isPresent()
            ? archive.objects(new Lookups(catalog).upload(dataset, upload.get()))
            : contributions(catalog).flatMap(one -> one.rejectObjects().stream()).toList();
    if (common.json) {
      writeJson(archive, objects);
    } else {
      writeTable(archive, objects);
    }
    if (upload.isEmpty()) {
      tellOfRefused(catalog);
    }
  }

  private void writeRaw(RawRejectFiles files, Raw how, List<UploadItem> uploads)
      throws IOException {
    if (limit.isPresent()) {
      throw new CommandFailure("--limit is for the list; --raw writes all rejects");
    }
    if (how.out.isPresent()) {
      files.write(uploads, how.out.get());
    } else {
      files.print(uploads);
    }
  }

  /** The upload that is named, or those in the newest snapshot that have rejects. */
  private List<UploadItem> uploads(Catalog catalog) {
    return upload.isPresent()
        ? List.of(new Lookups(catalog).upload(dataset, upload.get()))
        : contributions(catalog)
            .filter(one -> one.counts().rejects() > 0)
            .map(one -> new UploadItem(one.upload(), UploadState.LOADED, 1, one.run(), null))
            .toList();
  }

  private Stream<Contribution> contributions(Catalog catalog) {
    if (catalog.snapshots().head(dataset).isEmpty() && !refused(catalog).isEmpty()) {
      return Stream.empty();
    }
    return new Lookups(catalog)
        .snapshot(dataset, new SnapshotChoice.Newest()).contributions().stream();
  }

  private void tellOfRefused(Catalog catalog) {
    List<UploadItem> refused = refused(catalog);
    if (!refused.isEmpty()) {
      String named = "%s %s".formatted(common.storeArgument(), dataset);
      String newest = refused.get(refused.size() - 1).upload().id().substring(0, 12);
      console
          .err()
          .printf(
              "note: without the rejects of %d refused uploads; of the newest: %s rejects%s --upload %s; ids of all: %s uploads%s%n",
              refused.size(), console.program(), named, newest, console.program(), named);
    }
  }

  /** In upload order. */
  private List<UploadItem> refused(Catalog catalog) {
    return catalog.runs().uploads(dataset).stream()
        .filter(record -> record.state() == UploadState.REFUSED)
        .toList();
  }

  private void writeTable(RejectArchive archive, List<RejectObject> objects) throws IOException {
    int most = limit.orElse(SHOWN);
    TextTable table = new TextTable("upload", "offset", "column", "rule", "value", "message");
    int[] total = {0};
    archive.read(
        objects,
        record -> {
          if (total[0]++ < most) {
            addRows(table, record);
          }
        });
    if (!table.isEmpty()) {
      table.print(console.out());
    }
    console.out().printf("%d rejects%s%n", total[0], total[0] > most ? ", " + most + " shown" : "");
  }

  private static void addRows(TextTable table, RejectRecord record) {
    String key = keyOf(record);
    for (Violation violation : record.reject().violations()) {
      table.row(
          key,
          record.reject().offset(),
          violation.column(),
          violation.rule(),
          violation.value(),
          violation.message());
    }
  }

  /** Writes as it reads: there may be millions. */
  private void writeJson(RejectArchive archive, List<RejectObject> objects) throws IOException {
    int most = limit.orElse(Integer.MAX_VALUE);
    int[] total = {0};
    JsonGenerator json = Json.mapper().createGenerator(console.out());
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    json.writeStartObject();
    json.writeStringField("dataset", dataset);
    json.writeArrayFieldStart("rejects");
    archive.read(
        objects,
        record -> {
          if (total[0]++ < most) {
            json.writeTree(described(record));
          }
        });
    json.writeEndArray();
    json.writeNumberField("total", total[0]);
    json.writeEndObject();
    json.close();
    console.out().println();
  }

  private static ObjectNode described(RejectRecord record) {
    ObjectNode node = Described.object();
    node.put("key", keyOf(record));
    node.put("upload", record.uploadId());
    node.put("offset", record.reject().offset());
    node.put("length", record.reject().length());
    byte[] bytes = record.reject().raw();
    if (Utf8.isValid(bytes, 0, bytes.length)) {
      node.put("raw", new String(bytes, StandardCharsets.UTF_8));
    } else {
      node.put("raw_base64", bytes);
    }
    node.set(
        "errors",
        Described.array(
            record.reject().violations(),
            violation ->
                Described.object()
                    .put("column", violation.column())
                    .put("rule", violation.rule())
                    .put("value", violation.value())
                    .put("message", violation.message())));
    return node;
  }

  private static String keyOf(RejectRecord record) {
    return record.uploadUri().replaceFirst("^s3://[^/]+/", "");
  }
}
