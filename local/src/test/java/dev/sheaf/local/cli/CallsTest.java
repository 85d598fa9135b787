package dev.sheaf.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a segment costs, in calls; what a run costs besides does not grow with its segments. */
class CallsTest {
  private static final String HEADER = "id,name,pad\n";
  private static final int LINE_BYTES = 40;
  private static final String DEFINITION =
      """
      dataset: few
      columns:
        id: { type: bigint, required: true }
        name: varchar
        pad: varchar
      rejects: { max_ratio: 1 }
      """;

  @TempDir Path root;

  @Test
  void aSegmentCostsTwoWriteUnitsOnePutAndItsShareOfABatch() throws IOException {
    int segments = 45;
    JsonNode calls = callsOf("good", segments, number -> true);

    assertThat(requests(calls, "ProcessorFunction", "PutObject")).isEqualTo(segments);
    assertThat(requests(calls, "ProcessorFunction", "PutItem")).isEqualTo(segments);
    assertThat(requests(calls, "ProcessorFunction", "GetItem")).isEqualTo(segments);
    assertThat(requests(calls, "ProcessorFunction", "UpdateItem")).isEqualTo(segments + 1);
    assertThat(units(calls, "ProcessorFunction", "PutItem")).isEqualTo(segments);
    assertThat(units(calls, "ProcessorFunction", "GetItem")).isEqualTo(segments);
    assertThat(units(calls, "ProcessorFunction", "UpdateItem")).isEqualTo(segments + 1);
    assertThat(requests(calls, "SegmenterFunction", "SendMessageBatch")).isEqualTo(5);
    assertThat(requests(calls, "ProcessorFunction", "SendMessage")).isEqualTo(1);
    assertThat(requests(calls, "pollers", "ReceiveMessage")).isEqualTo(segments + 1);
    assertThat(requests(calls, "pollers", "DeleteMessageBatch")).isEqualTo(segments + 1);
    // Two at most: its own bytes, and where its last record ends elsewhere. Documents once per
    // instance of the function, and there is one for each processor of this machine.
    int instances = Runtime.getRuntime().availableProcessors();
    assertThat(requests(calls, "ProcessorFunction", "GetObject"))
        .isBetween((long) segments, 2L * segments + 2L * instances);
  }

  @Test
  void besidesItsSegmentsARunCostsTheSameWhateverItsSize() throws IOException {
    JsonNode small = callsOf("small", 12, number -> true);
    JsonNode large = callsOf("large", 52, number -> true);

    for (String function : new String[] {"SegmenterFunction", "IntegratorFunction"}) {
      for (String call : new String[] {"PutItem", "UpdateItem", "TransactWriteItems"}) {
        assertThat(units(large, function, call))
            .as("%s of %s", call, function)
            .isEqualTo(units(small, function, call));
      }
      for (String call : new String[] {"PutObject", "GetObject", "HeadObject", "GetItem"}) {
        assertThat(requests(large, function, call))
            .as("%s of %s", call, function)
            .isEqualTo(requests(small, function, call));
      }
    }
  }

  @Test
  void rejectsAreOnePutMoreForTheSegmentThatHasThem() throws IOException {
    JsonNode calls = callsOf("bad", 20, number -> number % 2 == 0);

    // Half of the segments have a row and no reject, half a reject and no row.
    assertThat(requests(calls, "ProcessorFunction", "PutObject")).isEqualTo(20);
    assertThat(units(calls, "ProcessorFunction", "PutItem")).isEqualTo(20);

    JsonNode both = callsOf("both", 40, 20, number -> number % 2 == 0);
    assertThat(requests(both, "ProcessorFunction", "PutObject")).isEqualTo(2 * 20);
    assertThat(units(both, "ProcessorFunction", "PutItem")).isEqualTo(20);
  }

  private JsonNode callsOf(String name, int segments, Predicate<Integer> good) throws IOException {
    return callsOf(name, segments, segments, good);
  }

  /** The calls of a run over so many lines, cut at line ends. */
  private JsonNode callsOf(String name, int lines, int segments, Predicate<Integer> good)
      throws IOException {
    Path folder = Files.createDirectories(root.resolve(name));
    Files.writeString(folder.resolve("few.yaml"), DEFINITION);
    StringBuilder csv = new StringBuilder(HEADER);
    for (int number = 0; number < lines; number++) {
      String line = "%s%07d,line,".formatted(good.test(number) ? "1" : "x", number);
      csv.append(line).append("-".repeat(LINE_BYTES - line.length() - 1)).append('\n');
    }
    Path source = Files.createDirectories(folder.resolve("source"));
    Files.writeString(source.resolve("few.csv"), csv.toString());

    String size = Integer.toString(LINE_BYTES * lines / segments);
    CommandRun run =
        CommandRun.on(
            root.resolve("store-" + name),
            "run",
            "--json",
            "--calls",
            "--segment-size",
            size,
            folder.toString());
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.err()).as("nothing had to be done again").doesNotContain("warning");
    return run.json().get("calls");
  }

  private static long requests(JsonNode calls, String caller, String operation) {
    long requests = 0;
    for (JsonNode call : calls) {
      if (is(call, caller, operation)) {
        requests += call.get("requests").longValue();
      }
    }
    return requests;
  }

  private static double units(JsonNode calls, String caller, String operation) {
    double units = 0;
    for (JsonNode call : calls) {
      if (is(call, caller, operation)) {
        units += call.get("units").doubleValue();
      }
    }
    return units;
  }

  private static boolean is(JsonNode call, String caller, String operation) {
    return call.get("caller").textValue().equals(caller)
        && call.get("operation").textValue().equals(operation);
  }
}
