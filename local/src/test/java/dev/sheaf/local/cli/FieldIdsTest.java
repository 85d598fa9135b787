package dev.sheaf.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ids that a definition gives to columns are those of every file that is written under it. */
class FieldIdsTest {
  private static final List<String> EXAMPLES =
      List.of("../examples/market", "../examples/orders", "../examples/customers");

  @TempDir Path root;

  @Test
  void everyFileHasTheIdsOfItsDataset() throws IOException, SQLException {
    Path statistics = Files.createDirectories(root.resolve("stays/default")).getParent();
    Files.writeString(
        statistics.resolve("stays.yaml"),
        """
        dataset: stays
        columns: { guest: { type: varchar, required: true }, nights: bigint }
        integrate: { mode: aggregate, group_by: [guest], measures: { nights: [sum, mean] } }
        """);
    Files.writeString(statistics.resolve("default/a.csv"), "guest,nights\nkim,2\nlee,1\nkim,4\n");
    Set<Map<String, Integer>> wanted = new HashSet<>();
    for (String folder :
        Stream.concat(EXAMPLES.stream(), Stream.of(statistics.toString())).toList()) {
      done("run", "--segment-size", "100", folder);
      wanted.add(ids(Path.of(folder).getFileName().toString()));
    }
    done("compact", "orders");

    assertThat(wanted).as("extras, columns of a transform, measures").anyMatch(is("extras", 8));
    assertThat(wanted).anyMatch(is("large", 5)).anyMatch(is("nights_mean", 4)).hasSize(4);
    Set<Map<String, Integer>> found = new HashSet<>();
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        Stream<Path> files = Files.walk(root.resolve("store"))) {
      for (Path file : files.filter(one -> one.toString().endsWith(".parquet")).toList()) {
        Map<String, Integer> ids = ids(duckDb, file);
        assertThat(wanted).as("%s", file).contains(ids);
        found.add(ids);
      }
    }
    assertThat(found).isEqualTo(wanted);
  }

  private static Predicate<Map<String, Integer>> is(String column, int id) {
    return ids -> Integer.valueOf(id).equals(ids.get(column));
  }

  /** Of the visible columns. */
  private static Map<String, Integer> ids(Connection duckDb, Path file) throws SQLException {
    Map<String, Integer> ids = new TreeMap<>();
    try (Statement statement = duckDb.createStatement();
        ResultSet columns =
            statement.executeQuery(
                "SELECT name, field_id FROM parquet_schema('%s') WHERE type IS NOT NULL"
                        .formatted(file)
                    + " AND name NOT LIKE '\\_%' ESCAPE '\\'")) {
      while (columns.next()) {
        ids.put(columns.getString(1), columns.getInt(2));
      }
    }
    return ids;
  }

  private Map<String, Integer> ids(String dataset) {
    Map<String, Integer> ids = new TreeMap<>();
    for (JsonNode column : done("show", dataset, "--json").json().get("columns")) {
      ids.put(column.get("name").asText(), column.get("id").asInt());
    }
    return ids;
  }

  private CommandRun done(String... arguments) {
    CommandRun run = CommandRun.on(root.resolve("store"), arguments);
    assertThat(run.status()).as(run.err()).isZero();
    return run;
  }
}
