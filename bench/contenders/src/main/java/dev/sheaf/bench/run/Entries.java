package dev.sheaf.bench.run;

import dev.sheaf.bench.contender.Contend;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Who takes part: Spark and Polars only where their libraries could be installed. */
final class Entries {
  /** Spark reaches into the JDK; from its own launcher. */
  private static final List<String> SPARK_OPENS =
      List.of(
          "java.lang",
          "java.lang.invoke",
          "java.lang.reflect",
          "java.io",
          "java.net",
          "java.nio",
          "java.util",
          "java.util.concurrent",
          "java.util.concurrent.atomic",
          "sun.nio.ch",
          "sun.nio.cs",
          "sun.security.action",
          "sun.util.calendar");

  private final Path home;
  private final List<Entry> entries = new ArrayList<>();
  private final List<String> absent = new ArrayList<>();

  /**
   * @param home the folder {@code bench}
   */
  Entries(Path home) {
    this.home = home;
    add("Sheaf", Format.CSV, Entry.Goal.ANSWER, contender("sheaf"));
    add("Sheaf, 2 workers", Format.CSV, Entry.Goal.ANSWER, contender("sheaf-2"));
    add("DuckDB read_csv, every column", Format.CSV, Entry.Goal.ANSWER, contender("duckdb-csv"));
    add("FastCSV, typed", Format.CSV, Entry.Goal.ANSWER, contender("fastcsv"));
    addSpark();
    addPolars();
    add("Sheaf, summary scan alone", Format.CSV, Entry.Goal.SCAN_ONLY, contender("scan"));
    add("Sheaf", Format.NDJSON, Entry.Goal.ANSWER, contender("sheaf"));
    add("Sheaf, 2 workers", Format.NDJSON, Entry.Goal.ANSWER, contender("sheaf-2"));
    add("DuckDB read_ndjson", Format.NDJSON, Entry.Goal.ANSWER, contender("duckdb-ndjson"));
    add("Jackson, maps", Format.NDJSON, Entry.Goal.ANSWER, contender("jackson"));
  }

  List<Entry> present() {
    return List.copyOf(entries);
  }

  /** Names of those that are not installed. */
  List<String> absent() {
    return List.copyOf(absent);
  }

  private void add(String name, Format format, Entry.Goal goal, List<String> command) {
    entries.add(new Entry(name, format, goal, command));
  }

  private List<String> contender(String name) {
    return List.of(
        java(),
        "-Xmx1g",
        "-XX:+UseSerialGC",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        System.getProperty("java.class.path"),
        Contend.class.getName(),
        name);
  }

  private void addSpark() {
    Path target = home.resolve("spark/target");
    String name = "Spark local[2], multiLine";
    if (!Files.isDirectory(target.resolve("lib"))) {
      absent.add(name);
      return;
    }
    List<String> command = new ArrayList<>(List.of(java(), "-Xmx4g"));
    SPARK_OPENS.forEach(open -> command.add("--add-opens=java.base/" + open + "=ALL-UNNAMED"));
    command.add("-cp");
    command.add(
        target.resolve("sheaf-bench-spark.jar") + File.pathSeparator + target.resolve("lib/*"));
    command.add("dev.sheaf.bench.spark.Orders");
    add(name, Format.CSV, Entry.Goal.ANSWER, command);
  }

  private void addPolars() {
    String name = "Polars scanCSV, 2 threads";
    if (!Files.isDirectory(home.resolve("polars/node_modules/nodejs-polars"))) {
      absent.add(name);
      return;
    }
    add(
        name,
        Format.CSV,
        Entry.Goal.ANSWER,
        List.of(
            "env", "POLARS_MAX_THREADS=2", "node", home.resolve("polars/orders.mjs").toString()));
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
