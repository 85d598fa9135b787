package dev.sheaf.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sheaf.local.cli.command.StoreCommand;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What comes out of a disturbed run is what comes out of a quiet one. {@code -Dchaos.seed=N}
 * tries another seed, {@code -Dchaos.megabytes=N} a larger file.
 */
@Tag("chaos")
class ChaosTest {
  private static final long SEED = Long.getLong("chaos.seed", 17);
  private static final String WEATHER = Path.of("..", "examples", "weather").toString();
  private static final int MEGABYTES = Integer.getInteger("chaos.megabytes", 10);

  @TempDir Path root;

  @Test
  void theWeatherIsTheSameUnderChaosAtEverySegmentSize() {
    JsonNode quiet = loaded(CommandRun.on(root.resolve("quiet"), "run", "--json", WEATHER));

    for (String size : new String[] {"40KiB", "100KiB"}) {
      CommandRun run = underChaos(size, WEATHER);
      assertSame(run.snapshot(), quiet, size);
      assertThat(run.status()).as("every fault at %s: %s", size, run.err()).isZero();
      assertThat(share(run, "doubled", "messages")).as(size).isGreaterThan(0.10);
      assertThat(share(run, "lost", "messages")).as(size).isGreaterThan(0.05);
      assertThat(share(run, "late", "messages")).as(size).isGreaterThan(0.20);
      assertThat(share(run, "died", "runs")).as(size).isGreaterThan(0.05);
      assertThat(share(run, "failed", "calls")).as(size).isGreaterThan(0.05);
    }
  }

  @Test
  void aLargeFileIsTheSameUnderChaos() throws IOException {
    Path file = generated(root.resolve("orders.csv"));
    JsonNode quiet = loaded(CommandRun.on(root.resolve("quiet"), "run", "--json", file.toString()));

    CommandRun run = underChaos("200KiB", file.toString());

    assertSame(run.snapshot(), quiet, MEGABYTES + " MB");
    assertThat(run.status()).as("every fault: %s", run.err()).isZero();
  }

  @Test
  void aRunTooSmallForEveryFaultFailsAndSaysWhich() throws IOException {
    Path file = Files.writeString(root.resolve("tiny.csv"), "id,name\n1,one\n2,two\n");

    CommandRun run = CommandRun.on(root.resolve("tiny"), "run", "--chaos", "1", file.toString());

    assertThat(run.out()).contains("tiny version 1").contains("Chaos with seed 1:");
    assertThat(run.err()).contains("chaos with seed 1: 0 of ").contains(" messages were lost");
    assertThat(run.status()).isEqualTo(StoreCommand.FAILED);
  }

  private CommandRun underChaos(String segmentSize, String path) {
    CommandRun run =
        CommandRun.on(
            root.resolve("chaos-" + segmentSize),
            "run",
            "--json",
            "--chaos",
            Long.toString(SEED),
            "--segment-size",
            segmentSize,
            path);
    System.out.printf(
        "segments of %s: %s, fingerprint %s, %s s%n",
        segmentSize,
        run.json().get("chaos"),
        run.snapshot().get("fingerprint"),
        run.json().get("seconds"));
    return run;
  }

  private static JsonNode loaded(CommandRun run) {
    assertThat(run.status()).as(run.err()).isZero();
    return run.snapshot();
  }

  private static void assertSame(JsonNode snapshot, JsonNode quiet, String what) {
    for (String member : new String[] {"version", "records", "rows", "rejects", "fingerprint"}) {
      assertThat(snapshot.get(member)).as(what + ": " + member).isEqualTo(quiet.get(member));
    }
  }

  private static double share(CommandRun run, String fault, String occasions) {
    JsonNode chaos = run.json().get("chaos");
    return chaos.get(fault).doubleValue() / chaos.get(occasions).doubleValue();
  }

  /** Orders with quoted commas, line ends and quotes, some of them without a usable amount. */
  private static Path generated(Path file) throws IOException {
    Random random = new Random(SEED);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("id,customer,amount,ordered,note\n");
      long written = 0;
      for (int id = 0; written < MEGABYTES * 1_000_000L; id++) {
        StringBuilder line = new StringBuilder().append(id).append(",c");
        line.append(random.nextInt(100_000)).append(',');
        boolean usable = id < 20_000 || random.nextInt(1000) > 0;
        line.append(usable ? String.valueOf(random.nextInt(1_000_000) / 100.0) : "n/k");
        line.append(",2026-1").append(random.nextInt(3)).append("-1").append(random.nextInt(10));
        line.append(random.nextInt(5) == 0 ? ",\"two\nlines, \"\"quoted\"\" " : ",\"plain note ");
        line.append(random.nextLong()).append(random.nextLong()).append("\"\n");
        out.append(line);
        written += line.length();
      }
    }
    return file;
  }
}
