package dev.sheaf.bench.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sheaf.bench.contender.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a contender and takes the time. */
final class ContenderProcess {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path log;

  /**
   * @param log takes what the contenders print beside their reports
   */
  ContenderProcess(Path log) {
    this.log = log;
  }

  /**
   * @throws IOException if it fails; the log says why
   */
  Measurement run(Entry entry, Path file) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(entry.command());
    command.add(file.toString());
    Path output = Files.createTempFile("contender", ".out");
    try {
      long before = System.nanoTime();
      int exit =
          new ProcessBuilder(command)
              .redirectOutput(output.toFile())
              .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start()
              .waitFor();
      double wallSeconds = (System.nanoTime() - before) / 1e9;
      List<String> lines = Files.readAllLines(output);
      if (exit != 0 || lines.isEmpty()) {
        throw new IOException("%s ended with %d; see %s".formatted(entry.name(), exit, log));
      }
      return new Measurement(
          wallSeconds, JSON.readValue(lines.get(lines.size() - 1), Report.class));
    } finally {
      Files.delete(output);
    }
  }
}
