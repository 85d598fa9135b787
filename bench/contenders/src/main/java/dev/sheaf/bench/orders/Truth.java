package dev.sheaf.bench.orders;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is in the generated files, known from making them.
 *
 * @param generator version and seed of what made them
 * @param records header not counted
 * @param bad records that break the types
 * @param quotedNewlines records whose note holds a line end
 * @param rows good records per category
 * @param means exact mean of the price of the good records per category, rounded once
 */
public record Truth(
    String generator,
    long records,
    long bad,
    long quotedNewlines,
    long csvBytes,
    long ndjsonBytes,
    Map<String, Long> rows,
    Map<String, BigDecimal> means) {
  /** Digits after the point of a mean. */
  public static final int MEAN_SCALE = 10;

  private static final ObjectMapper JSON = new ObjectMapper();

  public Truth {
    rows = new TreeMap<>(rows);
    means = new TreeMap<>(means);
  }

  /** The mean of prices in cents, half-even at {@link #MEAN_SCALE} digits. */
  public static BigDecimal mean(long cents, long count) {
    return BigDecimal.valueOf(cents, 2)
        .divide(BigDecimal.valueOf(count), MEAN_SCALE, RoundingMode.HALF_EVEN);
  }

  public static Truth read(Path file) {
    try {
      return JSON.readValue(file.toFile(), Truth.class);
    } catch (IOException e) {
      throw new UncheckedIOException("reading the truth", e);
    }
  }

  public void write(Path file) throws IOException {
    Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n");
  }
}
