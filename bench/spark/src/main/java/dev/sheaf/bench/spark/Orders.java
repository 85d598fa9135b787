package dev.sheaf.bench.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Spark on two threads: types given, all columns converted, malformed records kept apart by its own
 * column for them. Prints the report that the harness reads.
 */
public final class Orders {
  private static final String MALFORMED = "malformed";
  private static final String SCHEMA =
      "order_id BIGINT, placed_at TIMESTAMP, customer_id BIGINT, category STRING, quantity BIGINT,"
          + " price DECIMAL(18,2), shipped_on DATE, note STRING, "
          + MALFORMED
          + " STRING";

  private Orders() {}

  public static void main(String[] arguments) throws Exception {
    Map<String, BigDecimal> means = new TreeMap<>();
    long rows = 0;
    long rejects = 0;
    for (Row group : groups(arguments[0])) {
      long records = group.getLong(3);
      if (group.getBoolean(1)) {
        rejects += records;
      } else {
        rows += records;
        BigDecimal count = BigDecimal.valueOf(records);
        means.put(group.getString(0), group.getDecimal(2).divide(count, 10, RoundingMode.HALF_EVEN));
      }
    }
    Map<String, Object> answer =
        Map.of("rows", rows, "rejects", rejects, "means", means, "remark", "");
    Duration cpu = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    System.out.println(
        new ObjectMapper()
            .writeValueAsString(
                Map.of(
                    "answer", answer,
                    "cpuSeconds", cpu.toMillis() / 1000.0,
                    "peakRssBytes", peakRssBytes())));
  }

  private static List<Row> groups(String file) throws IOException {
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", false)
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.shuffle.partitions", 2)
            // Without this, whether a record is malformed depends on the columns that are asked for.
            .config("spark.sql.csv.parser.columnPruning.enabled", false)
            .getOrCreate()) {
      Dataset<Row> orders =
          spark
              .read()
              .schema(SCHEMA)
              .option("header", true)
              .option("multiLine", true)
              .option("escape", "\"")
              .option("mode", "PERMISSIVE")
              .option("columnNameOfCorruptRecord", MALFORMED)
              .csv(file);
      return orders
          .groupBy(col("category"), col(MALFORMED).isNotNull().as("bad"))
          .agg(sum(col("price")), values(orders))
          .collectAsList();
    }
  }

  /** Spark converts only the columns that a query names, so the values of each are counted. */
  private static Column[] values(Dataset<Row> orders) {
    return Stream.concat(
            Stream.of(count(lit(1))),
            Arrays.stream(orders.columns())
                .filter(name -> !name.equals(MALFORMED))
                .map(name -> count(col(name))))
        .toArray(Column[]::new);
  }

  private static long peakRssBytes() throws Exception {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) << 10;
      }
    }
    return 0;
  }
}
