package dev.sheaf.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of a large file: its means are those that its maker computes exactly beside it. */
class TripsTest {
  private static final Path TRIPS = Path.of("..", "examples", "trips");
  private static final String MEGABYTES = "40";

  @TempDir Path root;

  @Test
  void everyMeanOfALargeFileIsTheExactOneRounded() throws Exception {
    Path input = root.resolve("input");
    String made = make(input);
    List<String> exact = Files.readAllLines(input.resolve("means.csv"));
    Files.delete(input.resolve("means.csv"));
    Files.copy(TRIPS.resolve("trips.yaml"), input.resolve("trips.yaml"));

    Path store = root.resolve("store");
    CommandRun run =
        CommandRun.on(store, "run", "--json", "--segment-size", "3MiB", input.toString());
    assertThat(run.status()).as(run.err()).isZero();
    CommandRun query =
        CommandRun.on(
            store,
            "query",
            "--format",
            "csv",
            "SELECT zone, fare_count, fare_sum, fare_mean, distance_count, distance_mean FROM trips"
                + " ORDER BY zone");
    assertThat(query.out().lines().toList()).as(made).isEqualTo(exact);
  }

  /** As {@code examples/trips/run} does. */
  private static String make(Path input) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                TRIPS.resolve("Trips.java").toString(),
                input.toString(),
                MEGABYTES)
            .redirectErrorStream(true)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    assertThat(out).as("adding up doubles must not be good enough").doesNotContain("in 0 of");
    return out;
  }
}
