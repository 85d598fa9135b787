package dev.sheaf.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A first delivery without values pins no type. */
class SettlingTest {
  @TempDir Path root;

  @Test
  void theFirstValuesSettleTheTypesOfAColumnThatHasRows() throws IOException {
    Path store = root.resolve("store");
    run(store, "a.csv", "id,v,d\n1,,\n2,,\n");
    run(store, "b.csv", "id,v,d\n3,1.5,\n");
    run(store, "c.csv", "id,v,d\n4,,2024-05-05\n");

    assertThat(query(store, "SELECT id, v, d FROM t ORDER BY id"))
        .isEqualToIgnoringWhitespace(
            """
            [{"id":1,"v":null,"d":null},{"id":2,"v":null,"d":null},
            {"id":3,"v":1.5,"d":null},{"id":4,"v":null,"d":"2024-05-05"}]
            """);
    assertThat(query(store, "SELECT sum(v) AS s, max(d) AS d FROM t WHERE v > 1 OR d IS NOT NULL"))
        .isEqualToIgnoringWhitespace("[{\"s\":1.5,\"d\":\"2024-05-05\"}]");
    assertThat(CommandRun.on(store, "compact", "t").status()).isZero();
    for (int version = 1; version <= 3; version++) {
      CommandRun verified = CommandRun.on(store, "verify", "t", "--version", "" + version);
      assertThat(verified.status()).as(verified.out() + verified.err()).isZero();
    }
    assertThat(CommandRun.on(store, "show", "t").out())
        .contains("settled by another upload: inferred from t/default/b.csv", "v: double;");
  }

  private void run(Path store, String name, String text) throws IOException {
    Path file = Files.writeString(root.resolve(name), text);
    CommandRun run = CommandRun.on(store, "run", file.toString(), "--dataset", "t");
    assertThat(run.status()).as(run.out() + run.err()).isZero();
  }

  private static String query(Path store, String sql) {
    CommandRun query = CommandRun.on(store, "query", sql, "--json");
    assertThat(query.err()).isEmpty();
    return query.out();
  }
}
