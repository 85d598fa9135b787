package dev.sheaf.local.cli.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sheaf.core.run.UploadItem;
import dev.sheaf.core.upload.UploadState;
import dev.sheaf.local.cli.command.Lookups;
import dev.sheaf.local.cli.command.ReadCommand;
import dev.sheaf.local.cli.text.Console;
import dev.sheaf.local.cli.text.Described;
import dev.sheaf.local.cli.text.TextTable;
import dev.sheaf.local.session.Catalog;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists the uploads of a dataset. */
@Command(
    name = "uploads",
    description = {
      "List the uploads of a dataset in upload order, and how each ended.",
      "Uploads whose key names no dataset are listed under the name 'unfiled'."
    },
    footer = {"", "Example:", "  sheaf uploads weather"})
public final class UploadsCommand extends ReadCommand {
  @Parameters(paramLabel = "NAME", description = "The dataset.")
  String dataset = "";

  public UploadsCommand(Console console) {
    super(console);
  }

  @Override
  protected void show(Catalog catalog) {
    List<UploadItem> uploads =
        new Lookups(catalog)
            .uploads(dataset).stream()
                .filter(record -> record.state() != UploadState.FORGOTTEN)
                .toList();
    if (common.json) {
      ObjectNode document = Described.object().put("dataset", dataset);
      document.set("uploads", Described.array(uploads, Described::upload));
      console.json(document);
      return;
    }
    TextTable table = new TextTable("id", "key", "bytes", "uploaded", "outcome", "reason");
    for (UploadItem record : uploads) {
      table.row(
          record.upload().id().substring(0, 12),
          record.upload().object().key(),
          record.upload().object().sizeBytes(),
          record.upload().object().lastModified(),
          record.state(),
          Objects.requireNonNullElse(record.reason(), ""));
    }
    table.print(console.out());
  }
}
