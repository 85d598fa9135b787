package dev.sheaf.local.cli.work;

import dev.sheaf.core.snapshot.Operation;
import dev.sheaf.local.cli.command.CommandFailure;
import dev.sheaf.local.cli.command.Lookups;
import dev.sheaf.local.cli.text.Console;
import dev.sheaf.local.session.Catalog;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes the rows of uploads out. */
@Command(
    name = "retract",
    description = {
      "Take the rows of uploads out of the dataset, as one new version. They do not come back by",
      "themselves; 'sheaf reload' brings them back. The uploaded files stay as they are."
    },
    footer = {"", "Example:", "  sheaf retract weather 5f1c09aa31b2"})
public final class RetractCommand extends OperationCommand {
  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "UPLOAD",
      description = "Ids of uploads, or as much of each as tells them apart; or keys.")
  List<String> chosen = new ArrayList<>();

  public RetractCommand(Console console) {
    super(console);
  }

  @Override
  Operation operation(String id, Catalog catalog) {
    Lookups known = new Lookups(catalog);
    List<String> uploads =
        chosen.stream().map(one -> known.upload(dataset, one).upload().id()).distinct().toList();
    if (uploads.size() > Operation.MAX_UPLOADS) {
      throw new CommandFailure(
          "%d uploads are more than the %d that can be retracted at once"
              .formatted(uploads.size(), Operation.MAX_UPLOADS));
    }
    return new Operation.Retract(id, dataset, uploads);
  }
}
