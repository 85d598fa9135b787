package dev.sheaf.bench.orders;

import java.nio.file.Files;
import java.nio.file.Path;

/** The generated files of one size: the same orders as CSV and as NDJSON, and the truth beside them. */
public record OrderFiles(Path csv, Path ndjson, Path truth) {

  public static OrderFiles of(Path folder, String size) {
    return new OrderFiles(
        folder.resolve("orders-" + size + ".csv"),
        folder.resolve("orders-" + size + ".ndjson"),
        folder.resolve("orders-" + size + ".truth.json"));
  }

  /** Whether this generator made the files already; the truth is written last. */
  public boolean exist(String generator) {
    return Files.exists(truth)
        && Files.exists(csv)
        && Files.exists(ndjson)
        && Truth.read(truth).generator().equals(generator);
  }
}
