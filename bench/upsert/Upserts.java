import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Makes uploads for upserts, and says what an upsert rewrote.
 *
 * <pre>
 * Upserts generate FILE SEED ROWS KEYS all|range|random TIME
 * Upserts rewritten STORE
 * </pre>
 *
 * Of KEYS keys the file holds ROWS: {@code all} each key once in scattered order, {@code range} keys
 * side by side, {@code random} any. TIME (seconds) is the time of all its records.
 */
public final class Upserts {
  private static final List<String> CITIES =
      List.of("Seoul", "Busan", "Incheon", "Daegu", "Daejeon", "Gwangju", "Suwon", "Ulsan");

  /** Has no factor in common with round numbers. */
  private static final long SCATTER = 7_368_787;

  public static void main(String[] arguments) throws IOException {
    if (arguments[0].equals("generate")) {
      generate(arguments);
    } else {
      rewritten(Path.of(arguments[1]));
    }
  }

  private static void generate(String[] arguments) throws IOException {
    SplittableRandom random = new SplittableRandom(Long.parseLong(arguments[2]));
    long rows = Long.parseLong(arguments[3]);
    long keys = Long.parseLong(arguments[4]);
    long start = keys / 3;
    try (OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(Path.of(arguments[1])), 1 << 20)) {
      out.write("id,updated,name,city,amount,note\n".getBytes(StandardCharsets.UTF_8));
      for (long row = 0; row < rows; row++) {
        long id =
            switch (arguments[5]) {
              case "all" -> row * SCATTER % keys;
              case "range" -> start + row;
              default -> random.nextLong(keys);
            };
        out.write(line(id, arguments[6], random).getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private static String line(long id, String time, SplittableRandom random) {
    return id
        + ","
        + time
        + ",customer "
        + Long.toString(random.nextLong(1L << 40), 36)
        + ","
        + CITIES.get(random.nextInt(CITIES.size()))
        + ","
        + random.nextInt(1_000_000) / 100.0
        + ",note "
        + Long.toString(random.nextLong() >>> 1, 36)
        + " of "
        + random.nextInt(10_000)
        + "\n";
  }

  private static void rewritten(Path store) throws IOException {
    List<Path> manifests;
    try (Stream<Path> files = Files.walk(store)) {
      manifests =
          files
              .filter(file -> file.endsWith("manifest.json"))
              .sorted(Comparator.comparing(file -> file.getParent().getFileName().toString()))
              .toList();
    }
    Set<String> before = new HashSet<>();
    for (Path file : manifests) {
      JsonNode manifest = new ObjectMapper().readTree(file.toFile());
      Set<String> keys = new HashSet<>();
      long all = 0;
      long fresh = 0;
      long rows = 0;
      for (JsonNode part : manifest.get("parts")) {
        keys.add(part.get("key").asText());
        all += part.get("bytes").asLong();
        rows += part.get("rows").asLong();
        fresh += before.contains(part.get("key").asText()) ? 0 : part.get("bytes").asLong();
      }
      System.out.printf(
          "version %s: %,d rows in %d parts, %,d bytes; written for it: %,d bytes, %.1f %%%n",
          manifest.get("version"), rows, keys.size(), all, fresh, 100.0 * fresh / all);
      before = keys;
    }
  }
}
