package dev.sheaf.local.cli.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sheaf.core.json.Json;
import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.core.snapshot.SnapshotChoice;
import dev.sheaf.engine.result.JsonValues;
import dev.sheaf.engine.sql.SnapshotDiff;
import dev.sheaf.local.cli.command.Lookups;
import dev.sheaf.local.cli.command.ReadCommand;
import dev.sheaf.local.cli.text.Console;
import dev.sheaf.local.cli.text.Described;
import dev.sheaf.local.cli.text.TextTable;
import dev.sheaf.local.session.Catalog;
import dev.sheaf.query.DiffService.SnapshotDifference;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Compares two snapshots. */
@Command(
    name = "diff",
    description = {
      "Compare two versions of a dataset: rows that were added, removed, and, by key, changed. The key",
      "is that of the definition, or --key; without one, equal rows are counted. Parts that both",
      "versions have are not read."
    },
    footer = {
      "",
      "Examples:",
      "  sheaf diff weather 2 3",
      "  sheaf diff weather 2 3 --key origin,hour"
    })
public final class DiffCommand extends ReadCommand {
  private static final int DEFAULT_SAMPLES = 10;

  @Parameters(index = "0", paramLabel = "NAME", description = "The dataset.")
  String dataset = "";

  @Parameters(index = "1", paramLabel = "A", description = "The earlier version, or its tag.")
  String before = "";

  @Parameters(index = "2", paramLabel = "B", description = "The later version, or its tag.")
  String after = "";

  @Option(
      names = "--key",
      paramLabel = "COLUMNS",
      split = ",",
      description = "Columns by which rows are the same row.")
  List<String> key = new ArrayList<>();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "How many rows of each kind to show (default: 10).")
  int limit = DEFAULT_SAMPLES;

  public DiffCommand(Console console) {
    super(console);
  }

  @Override
  protected void show(Catalog catalog) {
    if (limit < 0) {
      throw new ParameterException(spec.commandLine(), "--limit must not be negative");
    }
    Lookups known = new Lookups(catalog);
    Manifest first = known.snapshot(dataset, choice(before));
    Manifest second = known.snapshot(dataset, choice(after));
    SnapshotDifference difference = Reading.diff(catalog).diff(first, second, key, limit);
    if (common.json) {
      console.json(described(first, second, difference));
    } else {
      print(first, second, difference);
    }
  }

  private static SnapshotChoice choice(String text) {
    return text.matches("\\d{1,9}")
        ? new SnapshotChoice.Version(Integer.parseInt(text))
        : new SnapshotChoice.Tagged(text);
  }

  private void print(Manifest first, Manifest second, SnapshotDifference difference) {
    SnapshotDiff.Difference rows = difference.rows();
    console
        .out()
        .printf(
            "%s version %d -> %d%s%n",
            dataset,
            first.version(),
            second.version(),
            difference.key().isEmpty() ? "" : ", by " + String.join(", ", difference.key()));
    console
        .out()
        .printf(
            Locale.ROOT,
            "  rows   %,d added, %,d removed, %,d changed, %,d as before%n",
            rows.added(),
            rows.removed(),
            rows.changed(),
            first.rows() - rows.removed() - rows.changed());
    console
        .out()
        .printf(
            "  parts  %d of %d and %d of %d were read; the others are in both%n",
            difference.partsBefore(),
            first.parts().size(),
            difference.partsAfter(),
            second.parts().size());
    for (SnapshotDiff.Sample sample : rows.samples()) {
      console.out().println(line(sample, rows.columns(), difference.key()));
    }
  }

  private static String line(SnapshotDiff.Sample sample, List<String> columns, List<String> key) {
    String sign =
        switch (sample.change()) {
          case ADDED -> "+ ";
          case REMOVED -> "- ";
          case CHANGED -> "~ ";
        };
    String times = sample.count() > 1 ? "  (%d times)".formatted(sample.count()) : "";
    List<String> values = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      @Nullable Object old = sample.before() == null ? null : sample.before().get(i);
      @Nullable Object now = sample.after() == null ? null : sample.after().get(i);
      String column = columns.get(i);
      if (sample.change() != SnapshotDiff.Change.CHANGED) {
        values.add(column + "=" + shown(sample.before() == null ? now : old));
      } else if (!Objects.equals(old, now)) {
        values.add("%s=%s -> %s".formatted(column, shown(old), shown(now)));
      } else if (key.stream().anyMatch(column::equalsIgnoreCase)) {
        values.add(column + "=" + shown(now));
      }
    }
    return sign + values.stream().collect(Collectors.joining("  ")) + times;
  }

  private static String shown(@Nullable Object value) {
    return TextTable.visible(JsonValues.text(value));
  }

  private static ObjectNode described(
      Manifest first, Manifest second, SnapshotDifference difference) {
    SnapshotDiff.Difference rows = difference.rows();
    ObjectNode document =
        Described.object()
            .put("dataset", first.dataset())
            .put("before", first.version())
            .put("after", second.version())
            .put("added", rows.added())
            .put("removed", rows.removed())
            .put("changed", rows.changed())
            .put("as_before", first.rows() - rows.removed() - rows.changed())
            .put("parts_read", difference.partsBefore() + difference.partsAfter());
    document.set("key", Described.texts(difference.key()));
    document.set(
        "samples", Described.array(rows.samples(), sample -> described(sample, rows.columns())));
    return document;
  }

  private static ObjectNode described(SnapshotDiff.Sample sample, List<String> columns) {
    ObjectNode node =
        Described.object()
            .put("change", sample.change().name().toLowerCase(Locale.ROOT))
            .put("count", sample.count());
    if (sample.before() != null) {
      node.set("before", row(sample.before(), columns));
    }
    if (sample.after() != null) {
      node.set("after", row(sample.after(), columns));
    }
    return node;
  }

  private static ObjectNode row(List<@Nullable Object> values, List<String> columns) {
    ObjectNode row = Described.object();
    for (int i = 0; i < columns.size(); i++) {
      row.set(columns.get(i), Json.read(JsonValues.text(values.get(i)), JsonNode.class));
    }
    return row;
  }
}
