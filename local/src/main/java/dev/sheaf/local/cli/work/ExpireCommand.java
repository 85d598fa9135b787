package dev.sheaf.local.cli.work;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sheaf.core.keeper.Expiry;
import dev.sheaf.core.snapshot.SnapshotRecord;
import dev.sheaf.local.cli.command.DefineCommand;
import dev.sheaf.local.cli.command.Lookups;
import dev.sheaf.local.cli.text.Console;
import dev.sheaf.local.cli.text.Described;
import dev.sheaf.local.session.Catalog;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Gives up snapshots that are not retained. */
@Command(
    name = "expire",
    description = {
      "Give up the versions that 'retain' of a definition does not keep and that have no tag. What",
      "only they refer to is removed a day later, by 'sheaf orphans --remove' or the schedule."
    },
    footer = {"", "Examples:", "  sheaf expire", "  sheaf expire weather"})
public final class ExpireCommand extends DefineCommand {
  @Parameters(paramLabel = "NAME", arity = "0..1", description = "The dataset; else all.")
  Optional<String> dataset = Optional.empty();

  public ExpireCommand(Console console) {
    super(console);
  }

  @Override
  protected void define(Catalog catalog) {
    dataset.ifPresent(new Lookups(catalog)::requireDataset);
    Expiry expiry = catalog.wiring(console.clock()).expiry();
    List<SnapshotRecord> expired = dataset.map(expiry::expire).orElseGet(expiry::expire);
    if (common.json) {
      ObjectNode document = Described.object();
      document.set("expired", Described.array(expired, Described::snapshot));
      console.json(document);
      return;
    }
    expired.forEach(
        one -> console.out().printf("%s version %d has expired%n", one.dataset(), one.version()));
    console.err().printf("%d versions expired%n", expired.size());
  }
}
