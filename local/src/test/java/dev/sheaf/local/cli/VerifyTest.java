package dev.sheaf.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each segment's result is saved, and each comes back as it was. */
class VerifyTest {
  private static final Path EXAMPLES = Path.of("..", "examples");

  @TempDir Path store;

  @Test
  void everyResultIsLoadedBack() {
    CommandRun run = run("planes");
    assertThat(run.snapshot().get("parts").asInt()).isGreaterThan(10);

    JsonNode verified = CommandRun.on(store, "verify", "planes", "--json").json();

    assertThat(verified.get("rows").asInt()).isEqualTo(3322);
    assertThat(verified.get("parts")).isEqualTo(run.snapshot().get("parts"));
    assertThat(verified.get("fingerprint")).isEqualTo(run.snapshot().get("fingerprint"));
  }

  @Test
  void whatWasMergedIsLoadedBackToo() {
    CommandRun run = run("climate");

    JsonNode verified = CommandRun.on(store, "verify", "climate", "--json").json();

    assertThat(verified.get("rows").asInt()).isEqualTo(36);
    assertThat(verified.get("fingerprint")).isEqualTo(run.snapshot().get("fingerprint"));
  }

  @Test
  void aPartThatWasTamperedWithIsNamed() throws IOException {
    run("planes");
    Path part;
    try (Stream<Path> files = Files.walk(store)) {
      List<Path> parts = files.filter(file -> file.toString().endsWith(".parquet")).toList();
      part = parts.get(parts.size() / 2);
    }
    byte[] bytes = Files.readAllBytes(part);
    bytes[bytes.length / 2] ^= 1;
    Files.write(part, bytes);

    CommandRun run = CommandRun.on(store, "verify", "planes");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .contains("planes version 1 is damaged", part.getFileName().toString(), "SHA-256");
  }

  private CommandRun run(String example) {
    CommandRun run =
        CommandRun.on(
            store,
            "run",
            "--json",
            "--segment-size",
            "20KiB",
            EXAMPLES.resolve(example).toString());
    assertThat(run.status()).as(run.err()).isZero();
    return run;
  }
}
