package dev.sheaf.local.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
  @TempDir Path folder;

  @Test
  void aSecondAttemptHereDoesNotOpenTheFolderToOtherProcesses() throws Exception {
    try (FolderLock held = FolderLock.take("test", folder)) {
      assertThatThrownBy(() -> FolderLock.take("test", folder))
          .isInstanceOf(EndpointException.class);
      assertThat(otherProcess()).isEqualTo("refused");
    }
    assertThat(otherProcess()).isEqualTo("taken");
  }

  private String otherProcess() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Taker.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }

  /** Tries to take a folder. */
  static final class Taker {
    private Taker() {}

    public static void main(String[] arguments) throws Exception {
      try (FolderLock taken = FolderLock.take("test", Path.of(arguments[0]))) {
        System.out.println("taken");
      } catch (EndpointException e) {
        System.out.println("refused");
      }
    }
  }
}
