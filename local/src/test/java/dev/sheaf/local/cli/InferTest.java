package dev.sheaf.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InferTest {
  @TempDir Path root;

  @Test
  void printsADefinitionThatLoadsTheSame() throws IOException {
    Path file = root.resolve("shops.csv");
    Files.writeString(file, "id,zip,price\n1,02134,2.50\n2,10115,NA\n");

    CommandRun inferred = CommandRun.of("infer", file.toString());
    Path definition = root.resolve("shops.yaml");
    Files.writeString(definition, inferred.out());

    assertThat(inferred.err()).isEmpty();
    assertThat(inferred.status()).isZero();
    assertThat(inferred.out())
        .contains("\n# zip: varchar; 2 of 2 values sampled; not bigint: 1 of its values would be")
        .contains("dataset: shops\n", "  zip: varchar\n", "  id: { type: bigint, nulls: [NA,");
    Path declared = root.resolve("declared");
    assertThat(CommandRun.on(declared, "apply", definition.toString()).status()).isZero();
    String without = CommandRun.on(root.resolve("s"), "run", file.toString(), "--json").out();
    String with = CommandRun.on(declared, "run", file.toString(), "--json").out();
    assertThat(fingerprint(with)).isEqualTo(fingerprint(without)).isNotEmpty();
  }

  @Test
  void takesTheFirstFileOfAFolderThatCanBeRead() throws IOException {
    Path folder = Files.createDirectories(root.resolve("orders/shop")).getParent();
    Files.writeString(folder.resolve("shop/a.csv"), "<html><body>no</body></html>\n");
    Files.writeString(folder.resolve("shop/b.csv"), "a;b\n1;2,5\n");

    CommandRun inferred = CommandRun.of("infer", folder.toString());

    assertThat(inferred.out())
        .contains("dataset: orders\n", "  shop: { format: csv, delimiter: \";\" }\n");
    assertThat(CommandRun.of("infer", folder.toString(), "--dataset", "o").out())
        .contains("dataset: o\n");
  }

  @Test
  void saysWhyNothingCanBeInferred() throws IOException {
    Path file = root.resolve("page.csv");
    Files.writeString(file, "<html><body>no</body></html>\n");

    CommandRun inferred = CommandRun.of("infer", file.toString());

    assertThat(inferred.status()).isEqualTo(1);
    assertThat(inferred.out()).isEmpty();
    assertThat(inferred.err()).contains("page.csv: ", "HTML");
    assertThat(CommandRun.of("infer", root.resolve("none.csv").toString()).err())
        .contains("none.csv does not exist");
  }

  private static String fingerprint(String json) {
    return json.replaceFirst("(?s).*\"fingerprint\" *: *\"([0-9a-f]+)\".*", "$1");
  }
}
