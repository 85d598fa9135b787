package dev.sheaf.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sheaf.core.json.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of an aggregate: its means are those of exact arithmetic, to the last bit. */
class ClimateTest {
  private static final Path CLIMATE = Path.of("..", "examples", "climate");

  /** What the bad records of {@code late.csv} have, beside one that is too short. */
  private static final List<String> BAD = List.of(",cold,", ",167.69,");

  @TempDir Path root;

  @Test
  void everyMeanIsTheExactOneRounded() throws IOException {
    CommandRun small = run("small", "100KiB");
    CommandRun whole = run("whole", "32MiB");
    assertThat(small.snapshot().get("fingerprint")).isEqualTo(whole.snapshot().get("fingerprint"));

    CommandRun query =
        CommandRun.on(
            root.resolve("small"),
            "query",
            "--format",
            "csv",
            "SELECT origin || ' ' || month AS place, temp_count, temp_mean, precip_sum FROM climate"
                + " ORDER BY origin, month");
    assertThat(query.out().lines().skip(1).toList()).hasSize(36).isEqualTo(expected());
  }

  @Test
  void moreFilesAreFoldedIn() {
    Path store = root.resolve("store");
    for (String source : List.of("lga", "ewr", "jfk")) {
      CommandRun run =
          CommandRun.on(
              store,
              "run",
              "--json",
              "--dataset",
              "climate",
              "--source",
              source,
              CLIMATE.resolve(source).toString());
      assertThat(run.status()).as(run.err()).isZero();
      if (source.equals("lga")) {
        assertThat(CommandRun.on(store, "apply", CLIMATE.resolve("climate.yaml").toString()).out())
            .contains("Its rows do not fit");
        assertThat(CommandRun.on(store, "reload", "climate", "--all").status()).isZero();
      }
    }
    assertThat(CommandRun.on(store, "show", "climate", "--json").json().get("fingerprint"))
        .isEqualTo(run("at-once", "32MiB").snapshot().get("fingerprint"));
  }

  private CommandRun run(String store, String segmentSize) {
    CommandRun run =
        CommandRun.on(
            root.resolve(store),
            "run",
            "--json",
            "--segment-size",
            segmentSize,
            CLIMATE.toString());
    assertThat(run.status()).as(run.err()).isZero();
    return run;
  }

  /** Read from the files by other means, and added up as decimals of any length. */
  private static List<String> expected() throws IOException {
    Map<String, List<Double>> temps = new TreeMap<>();
    Map<String, List<Double>> precips = new TreeMap<>();
    try (Stream<Path> files = Files.walk(CLIMATE, java.nio.file.FileVisitOption.FOLLOW_LINKS)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        for (JsonNode record : records(file)) {
          String group = record.get("origin").asText() + " " + record.get("month").asText();
          add(temps, group, record.get("temp"));
          add(precips, group, record.get("precip"));
        }
      }
    }
    List<String> rows = new ArrayList<>();
    temps.keySet().stream()
        .sorted(
            java.util.Comparator.comparing((String group) -> group.split(" ")[0])
                .thenComparing(group -> Integer.valueOf(group.split(" ")[1])))
        .forEach(group -> rows.add(row(group, temps.get(group), precips.get(group))));
    return rows;
  }

  private static String row(String group, List<Double> temps, List<Double> precips) {
    BigDecimal mean = sum(temps).divide(new BigDecimal(temps.size()), new MathContext(400));
    return "%s,%d,%s,%s"
        .formatted(group, temps.size(), mean.doubleValue(), sum(precips).doubleValue());
  }

  private static BigDecimal sum(List<Double> values) {
    return values.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static void add(Map<String, List<Double>> values, String group, JsonNode value) {
    List<Double> ofGroup = values.computeIfAbsent(group, missing -> new ArrayList<>());
    if (value != null && !value.isNull() && !value.asText().equals("NA")) {
      ofGroup.add(Double.parseDouble(value.asText()));
    }
  }

  /** The records that the definition accepts. */
  private static List<JsonNode> records(Path file) throws IOException {
    List<JsonNode> records = new ArrayList<>();
    if (file.toString().endsWith(".ndjson")) {
      for (String line : Files.readAllLines(file)) {
        records.add(Json.read(line, JsonNode.class));
      }
    } else if (file.toString().endsWith(".csv")) {
      List<String> lines = Files.readAllLines(file);
      String[] names = lines.get(0).split(",");
      for (String line : lines.subList(1, lines.size())) {
        Map<String, String> fields = new TreeMap<>();
        String[] values = line.split(",", -1);
        for (int i = 0; i < Math.min(names.length, values.length); i++) {
          fields.put(names[i], values[i]);
        }
        if (fields.size() == names.length && BAD.stream().noneMatch(line::contains)) {
          records.add(Json.mapper().valueToTree(fields));
        }
      }
    }
    return records;
  }
}
