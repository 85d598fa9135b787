package dev.sheaf.local.cli.read;

import dev.sheaf.core.yaml.DefinitionSchema;
import dev.sheaf.local.cli.text.Console;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints the JSON Schema of definitions. */
@Command(
    name = "schema",
    description = {
      "Print the JSON Schema of definitions, for editors that complete and check YAML. Where the",
      "editor uses the YAML language server, a definition then begins with",
      "  # yaml-language-server: $schema=sheaf.schema.json"
    },
    footer = {"", "Example:", "  sheaf schema > sheaf.schema.json"})
public final class SchemaCommand implements Callable<Integer> {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  private final Console console;

  public SchemaCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    console.out().print(DefinitionSchema.text());
    return 0;
  }
}
