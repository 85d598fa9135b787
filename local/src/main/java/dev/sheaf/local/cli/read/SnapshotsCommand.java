package dev.sheaf.local.cli.read;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sheaf.core.snapshot.Operation;
import dev.sheaf.core.snapshot.SnapshotChoice;
import dev.sheaf.core.snapshot.SnapshotRecord;
import dev.sheaf.core.snapshot.Tag;
import dev.sheaf.local.cli.command.Lookups;
import dev.sheaf.local.cli.command.ReadCommand;
import dev.sheaf.local.cli.text.Console;
import dev.sheaf.local.cli.text.Described;
import dev.sheaf.local.cli.text.TextTable;
import dev.sheaf.local.session.Catalog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists the snapshots of a dataset. */
@Command(
    name = "snapshots",
    description = "List the snapshots of a dataset, oldest first.",
    footer = {
      "",
      "Examples:",
      "  sheaf snapshots weather",
      "  sheaf snapshots weather --as-of 2026-06-01"
    })
public final class SnapshotsCommand extends ReadCommand {
  @Parameters(paramLabel = "NAME", description = "The dataset.")
  String dataset = "";

  @ArgGroup SnapshotOptions chosen = new SnapshotOptions();

  public SnapshotsCommand(Console console) {
    super(console);
  }

  @Override
  protected void show(Catalog catalog) {
    List<SnapshotRecord> snapshots = snapshots(catalog);
    Map<Integer, List<String>> tags =
        catalog.snapshotTable().tags(dataset).stream()
            .collect(groupingBy(Tag::version, mapping(Tag::name, toList())));
    if (common.json) {
      ObjectNode document = Described.object().put("dataset", dataset);
      document.set("snapshots", Described.array(snapshots, snapshot -> described(snapshot, tags)));
      console.json(document);
      return;
    }
    TextTable table =
        new TextTable(
            "version", "created", "rows", "rejects", "parts", "bytes", "fingerprint", "notes");
    for (SnapshotRecord snapshot : snapshots) {
      table.row(
          snapshot.version(),
          snapshot.created(),
          snapshot.rows(),
          snapshot.counts().rejects(),
          snapshot.parts(),
          snapshot.bytes(),
          snapshot.fingerprint(),
          notes(snapshot, tags));
    }
    table.print(console.out());
  }

  private List<SnapshotRecord> snapshots(Catalog catalog) {
    Lookups known = new Lookups(catalog);
    if (!(chosen.choice() instanceof SnapshotChoice.Newest)) {
      return List.of(known.record(dataset, chosen.choice()));
    }
    List<SnapshotRecord> all = catalog.snapshotTable().snapshots(dataset);
    if (all.isEmpty()) {
      known.requireDataset(dataset);
    }
    return all;
  }

  private static List<String> tagsOf(SnapshotRecord snapshot, Map<Integer, List<String>> tags) {
    return tags.getOrDefault(snapshot.version(), List.of());
  }

  /** What made it if no run did, its tags, and whether it is still there. */
  private static String notes(SnapshotRecord snapshot, Map<Integer, List<String>> tags) {
    List<String> notes = new ArrayList<>();
    Operation operation = snapshot.operation();
    if (operation != null) {
      notes.add(operation.text());
    }
    tagsOf(snapshot, tags).forEach(tag -> notes.add("tag " + tag));
    if (snapshot.isExpired()) {
      notes.add("expired");
    }
    return String.join(", ", notes);
  }

  private static ObjectNode described(SnapshotRecord snapshot, Map<Integer, List<String>> tags) {
    ObjectNode node = Described.snapshot(snapshot);
    node.put("created", snapshot.created().toString());
    Operation operation = snapshot.operation();
    node.put("operation", operation == null ? null : operation.text());
    Instant expired = snapshot.expired();
    node.put("expired", expired == null ? null : expired.toString());
    node.set("tags", Described.texts(tagsOf(snapshot, tags)));
    node.set("runs", Described.texts(snapshot.runs()));
    return node;
  }
}
