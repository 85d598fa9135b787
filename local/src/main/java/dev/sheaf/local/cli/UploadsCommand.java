package dev.sheaf.local.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sheaf.core.run.UploadRecord;
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
final class UploadsCommand extends ReadCommand {
  @Parameters(paramLabel = "NAME", description = "The dataset.")
  String dataset = "";

  UploadsCommand(Console console) {
    super(console);
  }

  @Override
  void show(Catalog catalog) {
    List<UploadRecord> uploads = new Known(catalog).uploads(dataset);
    if (common.json) {
      ObjectNode document = Described.object().put("dataset", dataset);
      document.set("uploads", Described.array(uploads, Described::upload));
      console.json(document);
      return;
    }
    TextTable table = new TextTable("id", "key", "bytes", "uploaded", "outcome", "reason");
    for (UploadRecord record : uploads) {
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
