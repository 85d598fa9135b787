package dev.sheaf.local.cli.work;

import dev.sheaf.core.keeper.Dropping;
import dev.sheaf.core.snapshot.SnapshotRecord;
import dev.sheaf.local.cli.command.CommandFailure;
import dev.sheaf.local.cli.command.DefineCommand;
import dev.sheaf.local.cli.command.Lookups;
import dev.sheaf.local.cli.text.Console;
import dev.sheaf.local.cli.text.Described;
import dev.sheaf.local.session.Catalog;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Drops a dataset. */
@Command(
    name = "drop",
    description = {
      "Drop a dataset: all versions, rows, rejects and tags, its definition and its log. It asks first.",
      "The uploaded files stay as they are, and are not taken up again by themselves. A new dataset of",
      "the name counts on from the last version. If interrupted, drop it again."
    },
    footer = {"", "Example:", "  sheaf drop weather --yes"})
public final class DropCommand extends DefineCommand {
  @Parameters(index = "0", paramLabel = "NAME", description = "The dataset.")
  String dataset = "";

  @Option(names = "--yes", description = "Do not ask.")
  boolean yes;

  public DropCommand(Console console) {
    super(console);
  }

  @Override
  protected void define(Catalog catalog) {
    Dropping dropping = catalog.wiring(console.clock()).dropping();
    if (!dropping.isThere(dataset)) {
      new Lookups(catalog).requireDataset(dataset);
    }
    if (!yes) {
      ask(catalog.snapshotTable().head(dataset));
    }
    Dropping.Dropped dropped = dropping.drop(dataset);
    if (common.json) {
      console.json(
          Described.object()
              .put("dropped", dataset)
              .put("version", dropped.version())
              .put("objects", dropped.objects()));
    } else {
      console
          .out()
          .printf(
              "%s is dropped; its last version was %d, and %d objects are gone%n",
              dataset, dropped.version(), dropped.objects());
    }
  }

  private void ask(Optional<SnapshotRecord> head) {
    console
        .err()
        .printf(
            "%s has %s. All of it will be gone for good. To drop it, type its name: ",
            dataset,
            head.map(one -> "version %d, with %d rows".formatted(one.version(), one.rows()))
                .orElse("no version"));
    console.err().flush();
    if (!dataset.equals(answer())) {
      throw new CommandFailure(
          "%s was not dropped; to drop it without a question: %s drop%s %s --yes"
              .formatted(dataset, console.program(), common.storeArgument(), dataset));
    }
  }

  private static String answer() {
    try {
      String line =
          new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
      return line == null ? "" : line.strip();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the answer", e);
    }
  }
}
