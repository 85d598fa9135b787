package dev.sheaf.local.cli.work;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.local.cli.command.StoreCommand;
import dev.sheaf.local.cli.text.Console;
import dev.sheaf.local.cli.text.Described;
import dev.sheaf.local.load.AppliedDefinition;
import dev.sheaf.local.load.DefinitionFile;
import dev.sheaf.local.session.SessionRequest;
import dev.sheaf.local.session.StoreSession;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Stores a definition. */
@Command(
    name = "apply",
    description = {
      "Check a definition and store it; it holds for uploads from then on.",
      "Errors are told with their line and column, and a transform is tried on made-up rows. A",
      "dataset that has rows may get new optional columns at the end, and other rules; after any",
      "other change, 'sheaf reload NAME --all' makes its rows anew, and new uploads wait for it."
    },
    footer = {"", "Example:", "  sheaf apply examples/weather/weather.yaml"})
public final class ApplyCommand extends StoreCommand {
  @Parameters(paramLabel = "DEFINITION.yaml", description = "The definition.")
  Path file = Path.of("");

  public ApplyCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() {
    Definition declared = DefinitionFile.read(file);
    try (StoreSession session =
        StoreSession.open(request().withAccess(SessionRequest.Access.DEFINE))) {
      print(AppliedDefinition.of(session.catalog(), declared));
    }
    return DONE;
  }

  private void print(AppliedDefinition applied) {
    Definition definition = applied.definition();
    List<String> obstacles = applied.obstacles();
    if (common.json) {
      ObjectNode document =
          Described.object()
              .put("dataset", definition.dataset())
              .put("definition", definition.digest())
              .put("change", applied.change().name().toLowerCase(Locale.ROOT));
      document.set("obstacles", Described.texts(obstacles));
      console.json(document);
      return;
    }
    String what =
        switch (applied.change()) {
          case FIRST -> "is defined";
          case CHANGED -> "has this definition now";
          case UNCHANGED -> "has this definition already";
        };
    console
        .out()
        .printf(
            "%s %s: %d columns%n",
            definition.dataset(), what, RowSchema.of(definition).fields().size());
    if (!obstacles.isEmpty()) {
      console.out().println("Its rows do not fit, and stay as they are for now:");
      obstacles.forEach(obstacle -> console.out().println("  " + obstacle));
      console
          .out()
          .printf(
              "To make them anew: %s reload%s %s --all%nNew uploads wait for that.%n",
              console.program(), common.storeArgument(), definition.dataset());
    }
  }
}
