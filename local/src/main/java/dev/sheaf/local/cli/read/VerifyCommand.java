package dev.sheaf.local.cli.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.local.cli.command.CommandFailure;
import dev.sheaf.local.cli.command.Lookups;
import dev.sheaf.local.cli.command.ReadCommand;
import dev.sheaf.local.cli.text.Console;
import dev.sheaf.local.cli.text.Described;
import dev.sheaf.local.session.Catalog;
import dev.sheaf.query.VerifyService;
import java.util.Locale;
import java.util.TreeMap;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Reads a snapshot back. */
@Command(
    name = "verify",
    description = {
      "Read every part of a snapshot back from the lake, and compare its bytes, its rows and their",
      "fingerprint with what the manifest says."
    },
    footer = {"", "Example:", "  sheaf verify weather --version 1"})
public final class VerifyCommand extends ReadCommand {
  @Parameters(paramLabel = "NAME", description = "The dataset.")
  String dataset = "";

  @ArgGroup SnapshotOptions snapshot = new SnapshotOptions();

  public VerifyCommand(Console console) {
    super(console);
  }

  @Override
  protected void show(Catalog catalog) {
    Manifest manifest = new Lookups(catalog).snapshot(dataset, snapshot.choice());
    VerifyService.Verified verified = Reading.verify(catalog).verify(manifest);
    if (!verified.problems().isEmpty()) {
      throw new CommandFailure(
          "%s version %d is damaged: %s"
              .formatted(dataset, manifest.version(), String.join("; ", verified.problems())));
    }
    if (common.json) {
      ObjectNode document =
          Described.object()
              .put("dataset", dataset)
              .put("version", manifest.version())
              .put("parts", verified.parts())
              .put("rows", verified.rows())
              .put("fingerprint", manifest.fingerprint().toString())
              .put("fingerprint_version", manifest.fingerprintVersion().number());
      ObjectNode all = document.putObject("fingerprints");
      new TreeMap<>(verified.fingerprints())
          .forEach((version, fingerprint) -> all.put(version.toString(), fingerprint.toString()));
      console.json(document);
      return;
    }
    console
        .out()
        .printf(
            Locale.ROOT,
            "%s version %d: %,d parts were read back, %,d rows, fingerprint %s%n",
            dataset,
            manifest.version(),
            verified.parts(),
            verified.rows(),
            manifest.fingerprint());
  }
}
