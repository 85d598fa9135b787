package dev.sheaf.local.cli.work;

import dev.sheaf.core.intake.Forgetting;
import dev.sheaf.core.run.UploadItem;
import dev.sheaf.local.cli.command.CommandFailure;
import dev.sheaf.local.cli.command.DefineCommand;
import dev.sheaf.local.cli.command.Lookups;
import dev.sheaf.local.cli.text.Console;
import dev.sheaf.local.cli.text.Described;
import dev.sheaf.local.session.Catalog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Forgets an upload without rows. */
@Command(
    name = "forget",
    description = {
      "Forget an upload that was refused, or whose rows were retracted: it is listed no more, and not",
      "taken up again by itself. If the dataset never had a row, and its definition was inferred,",
      "that goes too, and the next upload shows another. The uploaded file stays as it is."
    },
    footer = {"", "Example:", "  sheaf forget weather 5f1c09aa31b2"})
public final class ForgetCommand extends DefineCommand {
  @Parameters(index = "0", paramLabel = "NAME", description = "The dataset.")
  String dataset = "";

  @Parameters(
      index = "1",
      paramLabel = "UPLOAD",
      description = "The id of the upload, or the beginning of it, or its key.")
  String chosen = "";

  public ForgetCommand(Console console) {
    super(console);
  }

  @Override
  protected void define(Catalog catalog) {
    UploadItem upload = new Lookups(catalog).upload(dataset, chosen);
    String key = upload.upload().object().key();
    Forgetting.Outcome outcome = catalog.wiring().forgetting().forget(upload);
    switch (outcome) {
      case FORGOTTEN -> print(upload, "%s is forgotten".formatted(key), false);
      case FORGOTTEN_WITH_DEFINITION ->
          print(
              upload,
              "%s is forgotten, and with it the definition of %s, which was inferred and has no rows"
                  .formatted(key, dataset),
              true);
      case HAS_ROWS ->
          throw new CommandFailure(
              "%s was loaded; take its rows out first: %s retract%s %s %s"
                  .formatted(key, console.program(), common.storeArgument(), dataset, id(upload)));
      case UNDER_WAY ->
          throw new CommandFailure(
              "%s is being loaded; when that has ended, forget it again".formatted(key));
    }
  }

  private void print(UploadItem upload, String text, boolean definition) {
    if (common.json) {
      console.json(
          Described.object()
              .put("dataset", dataset)
              .put("key", upload.upload().object().key())
              .put("forgotten", upload.upload().id())
              .put("definition_forgotten", definition));
    } else {
      console.out().println(text);
    }
  }

  private static String id(UploadItem upload) {
    return upload.upload().id().substring(0, 12);
  }
}
