package dev.sheaf.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Datasets whose definition has a transform. */
class TransformTest {
  private static final Path ORDERS = Path.of("..", "examples", "orders");

  @TempDir Path root;

  @Test
  void theExampleIsTheSameAtEverySegmentSize() {
    Set<String> fingerprints = new HashSet<>();
    for (String size : new String[] {"64KiB", "50"}) {
      Path store = root.resolve("store-" + size);
      CommandRun run =
          CommandRun.on(store, "run", "--json", "--segment-size", size, ORDERS.toString());

      assertThat(run.status()).as(run.err()).isZero();
      JsonNode snapshot = run.snapshot();
      fingerprints.add(snapshot.get("fingerprint").textValue());
      assertThat(snapshot.get("records").intValue()).isEqualTo(10);
      assertThat(snapshot.get("filtered").intValue()).isEqualTo(2);
      assertThat(snapshot.get("rejects").intValue()).isEqualTo(1);
      assertThat(snapshot.get("rows").intValue()).isEqualTo(7);
    }
    assertThat(fingerprints).hasSize(1);

    Path store = root.resolve("store-50");
    assertThat(
            CommandRun.on(
                    store,
                    "query",
                    "--format",
                    "csv",
                    "SELECT order_id, large, ordered_on, quantity, _source FROM orders"
                        + " WHERE quantity > 2 ORDER BY 1")
                .out())
        .isEqualTo(
            """
            order_id,large,ordered_on,quantity,_source
            M-1,true,2024-03-01,10,market
            S-1003,false,2024-03-02,4,shop
            S-1007,true,2024-03-04,3,shop
            """);
    JsonNode reject =
        CommandRun.on(store, "rejects", "orders", "--json").json().get("rejects").get(0);
    assertThat(reject.get("raw").textValue()).startsWith("S-1006,games");
    assertThat(reject.get("errors").get(0).get("rule").textValue()).isEqualTo("transform");
    assertThat(reject.get("errors").get(0).get("message").textValue()).contains("a few");
  }

  @Test
  void applyTellsThePlaceInTheSql() throws IOException {
    CommandRun random = apply("SELECT a,\n         random() AS r\n  FROM segment");
    CommandRun column = apply("SELECT aa FROM segment");

    assertThat(random.status()).isEqualTo(1);
    assertThat(random.err())
        .contains("d.yaml: transform: line 2, column 8: function random depends on chance");
    assertThat(column.err()).contains("line 1, column 8: there is no column 'aa'");
  }

  @Test
  void aChangedTransformFitsTheRowsIfItOnlyAddsColumns() throws IOException {
    Path folder = Files.createDirectories(root.resolve("d"));
    Files.createDirectories(folder.resolve("s"));
    Files.writeString(folder.resolve("s/a.csv"), "a\n1\n2\n");
    Files.writeString(folder.resolve("d.yaml"), definition("SELECT a + 1 AS b FROM segment"));
    assertThat(CommandRun.on(root.resolve("store"), "run", folder.toString()).status()).isZero();

    CommandRun more = apply("SELECT a + 1 AS b, a AS c FROM segment");
    CommandRun other = apply("SELECT CAST(a AS VARCHAR) AS b, a AS c FROM segment");

    assertThat(more.status()).as(more.err()).isZero();
    assertThat(more.out()).contains("2 columns");
    assertThat(other.status()).as(other.err()).isZero();
    assertThat(other.out())
        .contains("rows do not fit", "column 'b' was bigint and would be varchar", "reload");
  }

  private CommandRun apply(String sql) throws IOException {
    Path file = root.resolve("d.yaml");
    Files.writeString(file, definition(sql));
    return CommandRun.on(root.resolve("store"), "apply", file.toString());
  }

  private static String definition(String sql) {
    return "dataset: d\ncolumns: { a: bigint }\ntransform: |\n  " + sql + "\n";
  }
}
