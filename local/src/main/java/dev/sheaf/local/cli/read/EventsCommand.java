package dev.sheaf.local.cli.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.sheaf.core.json.Json;
import dev.sheaf.local.cli.command.ReadCommand;
import dev.sheaf.local.cli.text.Console;
import dev.sheaf.local.cli.text.Described;
import dev.sheaf.local.cli.text.TextTable;
import dev.sheaf.local.session.Catalog;
import dev.sheaf.local.store.EventLog;
import java.util.List;
import picocli.CommandLine.Command;

/** Lists the events of a store. */
@Command(
    name = "events",
    description = {
      "List the events of this store, oldest first: one for each snapshot that was committed. On AWS",
      "they go to EventBridge."
    },
    footer = {"", "Example:", "  sheaf events"})
public final class EventsCommand extends ReadCommand {

  public EventsCommand(Console console) {
    super(console);
  }

  @Override
  protected void show(Catalog catalog) {
    List<JsonNode> events =
        EventLog.of(common.store).lines().stream()
            .map(line -> Json.read(line, JsonNode.class))
            .toList();
    if (common.json) {
      ArrayNode array = Json.mapper().createArrayNode();
      console.json(Described.object().set("events", array.addAll(events)));
      return;
    }
    TextTable table = new TextTable("time", "event", "dataset", "version", "rows", "fingerprint");
    for (JsonNode event : events) {
      JsonNode detail = event.path("detail");
      table.row(
          event.path("time").asText(),
          event.path("detail-type").asText(),
          detail.path("dataset").asText(),
          detail.path("version").asInt(),
          detail.path("rows").asLong(),
          detail.path("fingerprint").asText());
    }
    table.print(console.out());
  }
}
