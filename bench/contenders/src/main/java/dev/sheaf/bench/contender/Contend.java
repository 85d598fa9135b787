package dev.sheaf.bench.contender;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** One contender in a process of its own: {@code Contend NAME FILE}. */
public final class Contend {
  private static final Path STATUS = Path.of("/proc/self/status");

  private Contend() {}

  public static void main(String[] arguments) throws Exception {
    Answer answer = contender(arguments[0]).read(Path.of(arguments[1]));
    Duration cpu = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    Report report = new Report(answer, cpu.toMillis() / 1000.0, peakRssBytes());
    System.out.println(new ObjectMapper().writeValueAsString(report));
  }

  private static Contender contender(String name) {
    return switch (name) {
      case "sheaf" -> new SheafContender(1);
      case "sheaf-2" -> new SheafContender(2);
      case "scan" -> new ScanContender();
      case "duckdb-csv" -> DuckDbContender.csv();
      case "duckdb-ndjson" -> DuckDbContender.ndjson();
      case "fastcsv" -> new FastCsvContender();
      case "jackson" -> new JacksonContender();
      default -> throw new IllegalArgumentException("no contender '%s'".formatted(name));
    };
  }

  private static long peakRssBytes() throws IOException {
    if (!Files.exists(STATUS)) {
      return 0;
    }
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
        .findFirst()
        .orElse(0);
  }
}
