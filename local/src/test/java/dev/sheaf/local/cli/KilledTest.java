package dev.sheaf.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the whole process at random moments, again and again, and starts it again. {@code
 * -Dchaos.seed=N} draws other moments, {@code -Dchaos.kills=N} more of them.
 */
@Tag("chaos")
class KilledTest {
  private static final String PLANES = Path.of("..", "examples", "planes").toString();
  private static final String SEGMENT_SIZE = "4KiB"; // About 60 segments.
  private static final long SEED = Long.getLong("chaos.seed", 7);
  private static final int KILLS = Integer.getInteger("chaos.kills", 2);

  /** Objects that one process may write; so few that all of them together do not end the run. */
  private static final int OBJECTS_A_LIFE = 18;

  private static final int LONGEST_DELAY_MILLIS = 60;
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(5);

  @TempDir Path root;

  @Test
  void aRunThatIsKilledAgainAndAgainEndsInTheSameSnapshot() throws Exception {
    Path killed = root.resolve("killed");
    Random random = new Random(SEED);
    System.out.println("kills drawn from seed " + SEED);
    for (int kill = 1; kill <= KILLS; kill++) {
      long before = files(killed, "");
      killAfter(killed, before + 1 + random.nextInt(OBJECTS_A_LIFE), random);
      System.out.printf(
          "kill %d: %d objects before it, %d after, of which %d parts%n",
          kill, before, files(killed, ""), files(killed, ".parquet"));
      assertThat(files(killed, "root.json")).as("the run had not committed").isZero();
    }
    assertThat(files(killed, ".parquet")).as("parts of the dead").isPositive();

    CommandRun again = CommandRun.on(killed, "run", "--json", PLANES);
    CommandRun clean = CommandRun.on(root.resolve("clean"), "run", "--json", PLANES);

    assertThat(again.status()).as(again.err()).isZero();
    JsonNode snapshot = again.snapshot();
    assertThat(snapshot.get("version").intValue()).isEqualTo(1);
    assertThat(snapshot.get("rows")).isEqualTo(clean.snapshot().get("rows"));
    assertThat(snapshot.get("fingerprint")).isEqualTo(clean.snapshot().get("fingerprint"));
    assertThat(snapshot.get("parts").intValue()).as("the plan of the dead").isGreaterThan(10);
    assertThat(CommandRun.on(killed, "runs", "planes", "--json").json().get("runs")).hasSize(1);
  }

  /** Runs until the store holds so many objects, and a moment longer; then SIGKILL. */
  private void killAfter(Path store, long objects, Random random)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "run",
                "--segment-size",
                SEGMENT_SIZE,
                "--store",
                store.toString(),
                PLANES)
            .redirectErrorStream(true)
            .redirectOutput(root.resolve("killed.log").toFile())
            .start();
    try {
      long deadline = System.nanoTime() + PATIENCE_NANOS;
      while (files(store, "") < objects) {
        assertThat(process.isAlive())
            .as(() -> log() + "\nit ended before it could be killed")
            .isTrue();
        assertThat(System.nanoTime()).as("no objects in time: " + log()).isLessThan(deadline);
        Thread.sleep(5);
      }
      Thread.sleep(random.nextInt(LONGEST_DELAY_MILLIS));
      assertThat(process.isAlive()).as(() -> log() + "\nit ended by itself").isTrue();
    } finally {
      process.destroyForcibly().waitFor(); // SIGKILL
    }
  }

  private String log() {
    try {
      return Files.readString(root.resolve("killed.log"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** How many objects of the store's buckets have names that end so. */
  private static long files(Path store, String suffix) throws IOException {
    if (!Files.exists(store.resolve("s3"))) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(store.resolve("s3"))) {
      return files
          .filter(Files::isRegularFile)
          .map(Path::toString)
          .filter(name -> name.endsWith(suffix))
          .count();
    } catch (java.io.UncheckedIOException e) {
      return 0; // A file was renamed under our eyes.
    }
  }
}
