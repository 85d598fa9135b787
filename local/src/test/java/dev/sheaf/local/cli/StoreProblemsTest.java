package dev.sheaf.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.local.store.StoreAccess;
import dev.sheaf.local.store.StoreLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreProblemsTest {
  private static final String PLANES = Path.of("..", "examples", "planes").toString();

  @TempDir Path root;

  @Test
  void aStoreOfAnotherVersionIsLeftAlone() throws IOException {
    Files.writeString(root.resolve("FORMAT"), "99\n");

    assertFailure(CommandRun.on(root, "run", PLANES), "has store format 99");
    assertFailure(CommandRun.on(root, "datasets"), "has store format 99");
    assertThat(root.resolve("FORMAT")).hasContent("99\n");
  }

  @Test
  void aFolderOfSomebodyElseIsLeftAlone() throws IOException {
    Files.writeString(root.resolve("thesis.txt"), "all of it");

    assertFailure(CommandRun.on(root, "run", PLANES), "not a Sheaf store");
    assertFailure(CommandRun.on(root, "datasets"), "not a Sheaf store");
    assertThat(root.toFile().list()).containsExactly("thesis.txt");
  }

  @Test
  void whoHasTheStoreIsNamed() {
    try (StoreLock lock = lock()) {
      lock.publish("sheaf run big.csv", Map.of());
      String holder =
          "is in use by 'sheaf run big.csv' (process %d)".formatted(ProcessHandle.current().pid());

      assertFailure(CommandRun.on(root, "run", PLANES), holder, "wait until it has ended");
      assertFailure(CommandRun.on(root, "datasets"), holder, "serves no s3");
    }
  }

  @Test
  void aDamagedStoreIsToldApart() throws IOException {
    assertThat(CommandRun.on(root, "run", PLANES).status()).isZero();
    try (Stream<Path> files = Files.walk(root.resolve("s3"))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        if (file.toString().contains("lake") && Files.isRegularFile(file)) {
          Files.delete(file);
        }
      }
    }

    assertFailure(CommandRun.on(root, "show", "planes"), "root.json is missing", "damaged");
  }

  @Test
  void whatANewerVersionWroteIsNotGuessed() throws IOException {
    assertThat(CommandRun.on(root, "run", PLANES).status()).isZero();
    try (Stream<Path> files = Files.walk(root.resolve("s3"))) {
      for (Path file : files.filter(one -> one.toString().contains("definitions")).toList()) {
        if (Files.isRegularFile(file)) {
          String newer =
              Files.readString(file).replace("\"format\":2", "\"format\":9,\"colour\":\"red\"");
          Files.writeString(file, newer);
        }
      }
    }

    assertFailure(
        CommandRun.on(root, "show", "planes"),
        "the definition of planes (s3://",
        "is in format 9",
        "upgrade Sheaf");
  }

  private StoreLock lock() {
    return ((StoreAccess.Held) StoreLock.open(root, Duration.ofSeconds(1), InstantSource.system()))
        .lock();
  }

  private static void assertFailure(CommandRun run, String... parts) {
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains(parts).startsWith("sheaf: ").doesNotContain("\tat ");
    assertThat(run.out()).isEmpty();
  }
}
