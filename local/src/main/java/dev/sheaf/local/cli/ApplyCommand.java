package dev.sheaf.local.cli;

import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.local.load.DefinitionChange;
import dev.sheaf.local.load.DefinitionFile;
import dev.sheaf.local.session.SessionRequest;
import dev.sheaf.local.session.StoreSession;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Stores a definition. */
@Command(
    name = "apply",
    description = {
      "Check a definition and store it; it holds for uploads from then on.",
      "Errors are told with their line and column, and a transform is tried on made-up rows. Where",
      "the dataset has rows already, its columns keep their place, name and type, and new ones are",
      "optional and at the end."
    },
    footer = {"", "Example:", "  sheaf apply examples/weather/weather.yaml"})
final class ApplyCommand extends StoreCommand {
  @Parameters(paramLabel = "DEFINITION.yaml", description = "The definition.")
  Path file = Path.of("");

  ApplyCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() {
    Definition definition = DefinitionFile.read(file);
    try (StoreSession session =
        StoreSession.open(request().withAccess(SessionRequest.Access.DEFINE))) {
      print(definition, DefinitionChange.apply(session.catalog(), definition));
    }
    return DONE;
  }

  private void print(Definition definition, DefinitionChange change) {
    if (common.json) {
      console.json(
          Described.object()
              .put("dataset", definition.dataset())
              .put("definition", definition.digest())
              .put("change", change.name().toLowerCase(Locale.ROOT)));
      return;
    }
    String what =
        switch (change) {
          case FIRST -> "is defined";
          case CHANGED -> "has this definition now";
          case UNCHANGED -> "has this definition already";
        };
    console
        .out()
        .printf(
            "%s %s: %d columns%n",
            definition.dataset(), what, RowSchema.of(definition).fields().size());
  }
}
