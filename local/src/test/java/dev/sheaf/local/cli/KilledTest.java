package dev.sheaf.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledTest {
  private static final String PLANES = Path.of("..", "examples", "planes").toString();
  private static final int PARTS_AT_DEATH = 4;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(90);

  @TempDir Path root;

  @Test
  void aKilledRunStartedAgainEndsInTheSameSnapshot() throws Exception {
    Path killed = root.resolve("killed");
    killInMidRun(killed);
    assertThat(manifests(killed)).as("the run had not committed").isZero();

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

  private void killInMidRun(Path store) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "run",
                "--segment-size",
                "4KiB",
                "--store",
                store.toString(),
                PLANES)
            .redirectErrorStream(true)
            .redirectOutput(root.resolve("killed.log").toFile())
            .start();
    try {
      long deadline = System.nanoTime() + PATIENCE_NANOS;
      while (files(store, ".parquet") < PARTS_AT_DEATH) {
        assertThat(process.isAlive())
            .as(() -> log() + "\nit ended before it could be killed")
            .isTrue();
        assertThat(System.nanoTime()).as("no parts in time: " + log()).isLessThan(deadline);
        Thread.sleep(5);
      }
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

  private static long manifests(Path store) throws IOException {
    return files(store, "manifest.json");
  }

  private static long files(Path store, String suffix) throws IOException {
    if (!Files.exists(store.resolve("s3"))) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(store.resolve("s3"))) {
      return files.map(Path::toString).filter(name -> name.endsWith(suffix)).count();
    } catch (java.io.UncheckedIOException e) {
      return 0; // A file was renamed under our eyes.
    }
  }
}
