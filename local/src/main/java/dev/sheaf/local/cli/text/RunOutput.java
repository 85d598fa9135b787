package dev.sheaf.local.cli.text;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sheaf.core.row.Counts;
import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.core.upload.UploadState;
import dev.sheaf.local.load.LoadReport;
import java.time.Duration;
import java.util.Locale;

/** What a load has come to, for people and for programs. */
public final class RunOutput {
  private final Console console;
  private final String storeArgument;

  public RunOutput(Console console, String storeArgument) {
    this.console = console;
    this.storeArgument = storeArgument;
  }

  public void text(LoadReport report, Duration took) {
    for (LoadReport.DatasetReport dataset : report.datasets()) {
      boolean loaded =
          dataset.uploads().stream().anyMatch(upload -> upload.state() == UploadState.LOADED);
      if (dataset.news() == LoadReport.News.NONE && loaded) {
        console.out().printf("Nothing new for %s; this snapshot contains it:%n", dataset.dataset());
      }
      if (dataset.head().isPresent()) {
        Summary.print(console.out(), dataset.head().get());
      } else {
        console.out().printf("%s has no snapshot: nothing was loaded%n", dataset.dataset());
      }
    }
    console.out().printf(Locale.ROOT, "Done in %.1f s.%n", took.toMillis() / 1000.0);
  }

  public void json(LoadReport report, Duration took, ObjectNode trial) {
    ObjectNode document = Described.object();
    document.set("snapshots", Described.array(report.datasets(), RunOutput::described));
    document.put("seconds", took.toMillis() / 1000.0);
    document.setAll(trial);
    console.json(document);
  }

  /** A line for each upload that was not loaded. */
  public void failures(LoadReport report) {
    for (LoadReport.UploadReport upload : report.failures()) {
      console
          .err()
          .printf(
              "%s %s: %s%n",
              upload.state().name().toLowerCase(Locale.ROOT),
              upload.delivered().input().key(),
              TextTable.visible(upload.reason().orElse("no reason is known")));
      if (!upload.firstRejects().isEmpty()) {
        rejects(upload);
      }
    }
    report.earlierFailures().forEach(this::earlier);
    report.datasets().stream()
        .flatMap(dataset -> dataset.uploads().stream())
        .filter(upload -> !upload.state().isOutcome())
        .forEach(
            upload ->
                console
                    .err()
                    .printf(
                        "%s waits for the schedule of its dataset%n",
                        upload.delivered().input().key()));
  }

  /** Some of what it was refused for, and what to type to see all, or to try again. */
  private void rejects(LoadReport.UploadReport upload) {
    upload.firstRejects().forEach(line -> console.err().println("  " + TextTable.visible(line)));
    String named = named(upload);
    String id = id(upload);
    String sheaf = console.program();
    console.err().printf("  all of them: %s rejects%s --upload %s%n", sheaf, named, id);
    console
        .err()
        .printf(
            "  with another definition: %s apply%s.yaml && %s reload%s %s%n",
            sheaf, named, sheaf, named, id);
  }

  /** One line: it is there unchanged, and nothing was tried. */
  private void earlier(LoadReport.UploadReport upload) {
    String why = upload.reason().map(reason -> " (" + reason + ")").orElse("");
    console
        .err()
        .printf(
            "note: %s is unchanged, and was %s before%s; to try it again: %s reload%s %s%n",
            upload.delivered().input().key(),
            upload.state().name().toLowerCase(Locale.ROOT),
            TextTable.visible(why),
            console.program(),
            named(upload),
            id(upload));
  }

  /** What names the dataset to a command. */
  private String named(LoadReport.UploadReport upload) {
    return "%s %s".formatted(storeArgument, upload.delivered().upload().dataset());
  }

  private static String id(LoadReport.UploadReport upload) {
    return upload.delivered().upload().id().substring(0, 12);
  }

  /** What to type next. In quotes, for a dataset may have the name of an SQL keyword. */
  public void next(LoadReport report) {
    for (LoadReport.DatasetReport dataset : report.datasets()) {
      if (dataset.head().isEmpty()) {
        continue;
      }
      Manifest head = dataset.head().get();
      console
          .out()
          .printf(
              "Next: %s query%s 'SELECT * FROM \"%s\" LIMIT 5'%n",
              console.program(), storeArgument, dataset.dataset());
      if (head.counts().rejects() > 0) {
        console
            .out()
            .printf("      %s rejects%s %s%n", console.program(), storeArgument, dataset.dataset());
      }
    }
  }

  private static ObjectNode described(LoadReport.DatasetReport dataset) {
    ObjectNode node =
        dataset.head().map(Described::snapshot).orElseGet(() -> withoutSnapshot(dataset.dataset()));
    ArrayNode uploads = node.putArray("uploads");
    dataset.uploads().forEach(upload -> uploads.add(described(upload)));
    return node;
  }

  private static ObjectNode withoutSnapshot(String dataset) {
    ObjectNode node = Described.object().put("dataset", dataset).putNull("version");
    Described.counts(node, Counts.NONE);
    return node.put("parts", 0).put("bytes", 0).putNull("fingerprint");
  }

  private static ObjectNode described(LoadReport.UploadReport upload) {
    ObjectNode node = Described.object();
    node.put("key", upload.delivered().input().key());
    node.put("id", upload.delivered().upload().id());
    node.put("outcome", upload.state().name());
    upload.reason().ifPresent(reason -> node.put("reason", reason));
    upload.counts().ifPresent(counts -> Described.counts(node, counts));
    return node;
  }
}
