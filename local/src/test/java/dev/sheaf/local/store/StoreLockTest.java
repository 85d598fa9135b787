package dev.sheaf.local.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StoreLockTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Map<String, URI> ENDPOINTS =
      Map.of("s3", URI.create("http://127.0.0.1:1"), "sqs", URI.create("http://127.0.0.1:2"));

  @TempDir Path temporary;
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable closeable : open) {
      closeable.close();
    }
  }

  @Test
  void makesAStoreWhereThereIsNothing() throws Exception {
    Path folder = temporary.resolve("new/.sheaf");
    StoreLock lock = held(open(folder));
    assertThat(lock.folder()).isEqualTo(folder.toRealPath());
    assertThat(Files.readString(folder.resolve("FORMAT")))
        .isEqualTo(StoreFolder.FORMAT_VERSION + "\n");
    lock.close();
    lock.close();
    held(open(folder));
  }

  @Test
  void aSecondOpenerOfThisProcessIsToldAboutTheFirst() throws Exception {
    StoreLock lock = held(open(temporary));
    Holder published = lock.publish("sheaf up", ENDPOINTS);
    assertThat(holder(open(temporary))).isEqualTo(published);
    // Looking must not have cost the first its lock, which another process would see.
    assertThat(new HolderProcess(temporary).firstLine()).isEqualTo("not held");
    lock.close();
    held(open(temporary));
  }

  @Test
  void anotherProcessIsToldAbout() throws Exception {
    HolderProcess other = new HolderProcess(temporary);
    assertThat(other.firstLine()).isEqualTo("held");
    Holder holder = holder(open(temporary));
    assertThat(holder.pid()).isEqualTo(other.process.pid());
    assertThat(holder.command()).isEqualTo("up");
    assertThat(holder.formatVersion()).isEqualTo(StoreFolder.FORMAT_VERSION);
    assertThat(holder.endpoints()).containsEntry("s3", URI.create("http://127.0.0.1:1234"));
    assertThat(holder.since()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));

    other.process.getOutputStream().close();
    assertThat(other.process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    held(open(temporary));
  }

  @Test
  void aKilledProcessFreesTheStoreAndWhatItLeftIsStale() throws Exception {
    HolderProcess other = new HolderProcess(temporary);
    assertThat(other.firstLine()).isEqualTo("held");
    other.kill();
    assertThat(temporary.resolve("holder.json")).exists();
    held(open(temporary));
    assertThat(temporary.resolve("holder.json")).doesNotExist();
  }

  @Test
  void waitsForAHolderThatStarts() throws Exception {
    StoreLock lock = held(open(temporary));
    CompletableFuture<StoreAccess> second = CompletableFuture.supplyAsync(() -> open(temporary));
    Holder published = lock.publish("sheaf up", ENDPOINTS);
    assertThat(holder(second.get(20, TimeUnit.SECONDS))).isEqualTo(published);
  }

  @Test
  void givesUpOnAHolderThatStaysSilent() throws Exception {
    HolderProcess other = new HolderProcess(temporary, "silent");
    assertThat(other.firstLine()).isEqualTo("held");
    assertThatThrownBy(
            () -> StoreLock.open(temporary, Duration.ofMillis(50), InstantSource.system()))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("does not say where it listens");
    other.kill();
    held(open(temporary));
  }

  @Test
  void doesNotBelieveTheFileOfADeadProcessWhileANewHolderStarts() throws Exception {
    HolderProcess dead = new HolderProcess(temporary);
    assertThat(dead.firstLine()).isEqualTo("held");
    byte[] left = Files.readAllBytes(temporary.resolve("holder.json"));
    dead.kill();
    held(open(temporary));
    Files.write(temporary.resolve("holder.json"), left);
    assertThatThrownBy(
            () -> StoreLock.open(temporary, Duration.ofMillis(50), InstantSource.system()))
        .isInstanceOf(StoreException.class);
  }

  @Test
  void refusesAFolderOfSomebodyElse() throws Exception {
    Files.writeString(temporary.resolve("thesis.txt"), "dear");
    assertThatThrownBy(() -> open(temporary))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("not a Sheaf store")
        .hasMessageContaining("--store");
    assertThat(temporary).isDirectoryNotContaining("glob:**lock");
    assertThatThrownBy(() -> open(temporary.resolve("thesis.txt")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("not a Sheaf store");
  }

  @Test
  void refusesAnotherFormatAndSaysWhich() throws Exception {
    Files.writeString(temporary.resolve("FORMAT"), "7\n");
    assertThatThrownBy(() -> open(temporary))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("format 7")
        .hasMessageContaining("reads format " + StoreFolder.FORMAT_VERSION)
        .hasMessageContaining("--store");
  }

  @Test
  void goesOnWhereMakingAStoreWasCutShort() throws Exception {
    Files.createFile(temporary.resolve("lock"));
    Files.writeString(temporary.resolve("FORMAT.new"), "");
    held(open(temporary));
    assertThat(Files.readString(temporary.resolve("FORMAT")))
        .isEqualTo(StoreFolder.FORMAT_VERSION + "\n");
  }

  private static StoreAccess open(Path folder) {
    return StoreLock.open(folder, PATIENCE, InstantSource.system());
  }

  private StoreLock held(StoreAccess access) {
    assertThat(access).isInstanceOf(StoreAccess.Held.class);
    StoreLock lock = ((StoreAccess.Held) access).lock();
    open.add(lock);
    return lock;
  }

  private static Holder holder(StoreAccess access) {
    assertThat(access).isInstanceOf(StoreAccess.HeldBy.class);
    return ((StoreAccess.HeldBy) access).holder();
  }

  /** A second JVM that opens the store. */
  private final class HolderProcess implements AutoCloseable {
    private final Process process;

    HolderProcess(Path folder, String... more) throws IOException {
      List<String> command =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  StoreHolderProcess.class.getName(),
                  folder.toString()));
      command.addAll(List.of(more));
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      open.add(this);
    }

    String firstLine() throws IOException {
      return new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
          .readLine();
    }

    void kill() throws InterruptedException {
      process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
      kill();
    }
  }
}
