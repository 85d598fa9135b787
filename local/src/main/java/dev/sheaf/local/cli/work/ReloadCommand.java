package dev.sheaf.local.cli.work;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sheaf.aws.Assembly;
import dev.sheaf.core.run.UploadItem;
import dev.sheaf.core.snapshot.Contribution;
import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.core.upload.Upload;
import dev.sheaf.core.upload.UploadState;
import dev.sheaf.local.cli.command.CommandFailure;
import dev.sheaf.local.cli.command.Lookups;
import dev.sheaf.local.cli.command.WorkCommand;
import dev.sheaf.local.cli.text.Console;
import dev.sheaf.local.cli.text.Described;
import dev.sheaf.local.cli.text.RunProgress;
import dev.sheaf.local.cli.text.TextTable;
import dev.sheaf.local.load.Loader;
import dev.sheaf.local.session.Catalog;
import dev.sheaf.local.session.Pickup;
import dev.sheaf.local.session.StoreSession;
import dev.sheaf.segmenter.SegmenterHandler;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Loads uploads again. */
@Command(
    name = "reload",
    description = {
      "Load uploads again under the current definition, as one new snapshot: some, refused ones too,",
      "or all. If one that has rows cannot be read any more, nothing is changed."
    },
    footer = {
      "",
      "Examples:",
      "  sheaf reload weather 5f1c09aa31b2",
      "  sheaf reload weather --all"
    })
public final class ReloadCommand extends WorkCommand {
  @Parameters(index = "0", paramLabel = "NAME", description = "The dataset.")
  String dataset = "";

  @Parameters(
      index = "1..*",
      paramLabel = "UPLOAD",
      description = "Ids of uploads, or as much of each as tells them apart; or keys.")
  List<String> chosen = new ArrayList<>();

  @Option(
      names = "--all",
      description = "All uploads with rows in the newest snapshot, and all refused ones.")
  boolean all;

  public ReloadCommand(Console console) {
    super(console);
  }

  @Override
  protected int work(StoreSession session, Pickup pickup, RunProgress progress)
      throws InterruptedException {
    if (all != chosen.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "name uploads, or --all");
    }
    Catalog catalog = session.catalog();
    List<UploadItem> before = all ? everything(catalog) : named(catalog);
    if (before.isEmpty()) {
      throw new CommandFailure("dataset '%s' has no uploads to load again".formatted(dataset));
    }
    new Assembly(session.environment("SegmenterFunction"), SegmenterHandler.READS)
        .intake()
        .reload(dataset, before);
    List<Upload> uploads = before.stream().map(UploadItem::upload).toList();
    new Loader(catalog, console.clock(), progress).await(uploads, pickup);
    settle(session, pickup);
    List<UploadItem> after =
        uploads.stream().flatMap(upload -> catalog.runs().upload(upload).stream()).toList();
    print(after, catalog.snapshots().head(dataset).map(Manifest::version).orElse(0));
    return after.stream().allMatch(ReloadCommand::succeeded) ? DONE : FAILED;
  }

  /** An upload whose rows are those of before has a reason. */
  private static boolean succeeded(UploadItem record) {
    return record.state() == UploadState.LOADED && record.reason() == null;
  }

  /** What has rows, even if a newer one of its key was rolled back; the newest of a key, if refused. */
  private List<UploadItem> everything(Catalog catalog) {
    Set<Upload> live =
        catalog.snapshots().head(dataset).map(Manifest::contributions).stream()
            .flatMap(List::stream)
            .map(Contribution::upload)
            .collect(Collectors.toSet());
    Set<UploadItem> newest = Set.copyOf(newest(catalog).values());
    return new Lookups(catalog)
        .uploads(dataset).stream()
            .filter(
                record ->
                    live.contains(record.upload())
                        || record.state() == UploadState.REFUSED && newest.contains(record))
            .toList();
  }

  private List<UploadItem> named(Catalog catalog) {
    Map<String, UploadItem> newest = newest(catalog);
    Lookups known = new Lookups(catalog);
    return chosen.stream()
        .map(id -> known.upload(dataset, id))
        .distinct()
        .map(record -> reloadable(record, newest))
        .toList();
  }

  private UploadItem reloadable(UploadItem record, Map<String, UploadItem> newest) {
    String key = record.upload().object().key();
    if (!record.state().isOutcome()) {
      throw new CommandFailure("%s is being loaded already".formatted(key));
    }
    UploadItem last = Objects.requireNonNull(newest.get(key));
    if (!last.equals(record) && last.state() != UploadState.RETRACTED) {
      throw new CommandFailure(
          "%s was uploaded again since; the newest is %s"
              .formatted(key, last.upload().id().substring(0, 12)));
    }
    return record;
  }

  /** By key. */
  private Map<String, UploadItem> newest(Catalog catalog) {
    Map<String, UploadItem> newest = new HashMap<>();
    for (UploadItem record : new Lookups(catalog).uploads(dataset)) { // In upload order.
      newest.put(record.upload().object().key(), record);
    }
    return newest;
  }

  private void print(List<UploadItem> after, int version) {
    if (common.json) {
      ObjectNode document = Described.object().put("dataset", dataset).put("version", version);
      document.set("uploads", Described.array(after, Described::upload));
      console.json(document);
      return;
    }
    TextTable table = new TextTable("id", "key", "attempt", "outcome", "reason");
    for (UploadItem record : after) {
      table.row(
          record.upload().id().substring(0, 12),
          record.upload().object().key(),
          record.attempt(),
          record.state(),
          Objects.requireNonNullElse(record.reason(), ""));
    }
    table.print(console.out());
    console.out().printf("%n%s is at version %d%n", dataset, version);
  }
}
