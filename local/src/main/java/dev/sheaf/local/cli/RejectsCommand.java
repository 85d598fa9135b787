package dev.sheaf.local.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sheaf.core.json.Json;
import dev.sheaf.core.record.RejectDecoder;
import dev.sheaf.core.record.RejectRecord;
import dev.sheaf.core.record.Violation;
import dev.sheaf.core.run.FactBook;
import dev.sheaf.core.run.PlannedRun;
import dev.sheaf.core.run.RunDocuments;
import dev.sheaf.core.run.UploadRecord;
import dev.sheaf.core.snapshot.Contribution;
import dev.sheaf.local.session.Catalog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the records that broke a rule. */
@Command(
    name = "rejects",
    description = {
      "List the rejects of the newest snapshot: where each is, and which rule it broke.",
      "With --upload those of one upload, also of one that was refused."
    },
    footer = {"", "Example:", "  sheaf rejects weather --upload weather/jfk/late.csv"})
final class RejectsCommand extends ReadCommand {
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

  RejectsCommand(Console console) {
    super(console);
  }

  @Override
  void show(Catalog catalog) throws IOException {
    List<String> keys =
        upload.isPresent()
            ? keysOf(catalog, new Known(catalog).upload(dataset, upload.get()))
            : new Known(catalog)
                .snapshot(dataset, Optional.empty()).contributions().stream()
                    .map(Contribution::rejects)
                    .flatMap(List::stream)
                    .toList();
    if (common.json) {
      writeJson(catalog, keys);
    } else {
      writeTable(catalog, keys);
    }
  }

  private void writeTable(Catalog catalog, List<String> keys) throws IOException {
    int most = limit.orElse(SHOWN);
    TextTable table = new TextTable("upload", "offset", "column", "rule", "value", "message");
    int[] total = {0};
    each(
        catalog,
        keys,
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
  private void writeJson(Catalog catalog, List<String> keys) throws IOException {
    int most = limit.orElse(Integer.MAX_VALUE);
    int[] total = {0};
    JsonGenerator json = Json.mapper().createGenerator(console.out());
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    json.writeStartObject();
    json.writeStringField("dataset", dataset);
    json.writeArrayFieldStart("rejects");
    each(
        catalog,
        keys,
        record -> {
          if (total[0]++ < most) {
            try {
              json.writeTree(described(record));
            } catch (IOException e) {
              throw new java.io.UncheckedIOException(e);
            }
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
    node.put("raw", new String(record.reject().raw(), StandardCharsets.UTF_8));
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

  private static void each(Catalog catalog, List<String> keys, Consumer<RejectRecord> consumer) {
    String bucket = catalog.resources().lakeBucket();
    for (String key : keys) {
      byte[] lines =
          catalog
              .objects()
              .read(bucket, key)
              .orElseThrow(
                  () -> new IllegalStateException("s3://%s/%s is missing".formatted(bucket, key)));
      int start = 0;
      for (int i = 0; i < lines.length; i++) {
        if (lines[i] == '\n') {
          consumer.accept(RejectDecoder.decode(java.util.Arrays.copyOfRange(lines, start, i)));
          start = i + 1;
        }
      }
    }
  }

  /** What the run of an upload left, whatever became of the upload. */
  private static List<String> keysOf(Catalog catalog, UploadRecord record) {
    String run = record.run();
    if (run == null) {
      return List.of();
    }
    RunDocuments documents = catalog.documents();
    Optional<PlannedRun> planned = documents.plan(run);
    return planned
        .map(
            plan ->
                FactBook.soFar(plan, documents, catalog.runs())
                    .rejectKeys(
                        plan.segments().stream()
                            .filter(
                                segment -> plan.uploadOf(segment).upload().equals(record.upload()))
                            .toList()))
        .orElse(List.of());
  }
}
