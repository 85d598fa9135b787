import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * Writes trips of taxis from a seed, {@code FOLDER/city/trips.csv}, and beside them what Sheaf has to
 * find, {@code FOLDER/means.csv}: of each zone the means by decimals of any length, rounded once.
 *
 * <p>Usage: {@code java Trips.java FOLDER MEGABYTES [SEED]}
 */
final class Trips {
  private static final int ZONES = 40;
  private static final String[] NOTES = {
    "", "two cases", "\"by the river, then left\"", "\"waited\nat the gate\"", "\uc5ed \uc55e", "\"\"\"fast\"\"\""
  };

  /** More than enough for a quotient to be rounded as if it were known to the end. */
  private static final MathContext EXACT = new MathContext(400);

  private final SplittableRandom random;
  private final Zone[] zones = new Zone[ZONES];
  private long trips;
  private long bad;

  private Trips(long seed) {
    random = new SplittableRandom(seed);
    for (int zone = 0; zone < ZONES; zone++) {
      zones[zone] = new Zone("zone %02d".formatted(zone));
    }
  }

  public static void main(String[] args) throws IOException {
    if (args.length < 2) {
      throw new IllegalArgumentException("Usage: java Trips.java FOLDER MEGABYTES [SEED]");
    }
    long seed = args.length < 3 ? 7 : Long.parseLong(args[2]);
    new Trips(seed).write(Path.of(args[0]), Long.parseLong(args[1]) * 1_000_000, seed);
  }

  private void write(Path folder, long size, long seed) throws IOException {
    Path csv = Files.createDirectories(folder.resolve("city")).resolve("trips.csv");
    try (PrintWriter out = writer(csv)) {
      out.print("trip,zone,driver,fare,distance,note\n");
      for (long written = 0; written < size; ) {
        String record = next();
        out.print(record);
        written += record.length();
      }
    }
    int wrong = 0;
    try (PrintWriter out = writer(folder.resolve("means.csv"))) {
      out.print("zone,fare_count,fare_sum,fare_mean,distance_count,distance_mean\n");
      for (Zone zone : zones) {
        out.print(zone.line());
        wrong += zone.addedUpAsDoubles() ? 0 : 1;
      }
    }
    System.out.printf(
        "%s: %,d trips, %,d of them bad, seed %d%n", csv, trips, bad, seed);
    System.out.printf(
        "Doubles added up one after the other give a mean that is not the exact one in %d of %d zones%n",
        wrong, ZONES);
  }

  private String next() {
    Zone zone = zones[(int) Math.sqrt(random.nextInt(ZONES * ZONES))];
    BigDecimal fare = BigDecimal.valueOf(random.nextInt(random.nextBoolean() ? 3_000 : 9_000_000), 2);
    Double distance = distance();
    boolean good = random.nextInt(2_000) > 0;
    trips++;
    if (good) {
      zone.add(fare, distance);
    } else {
      bad++;
    }
    return "%d,%s,%d,%s,%s,%s\n"
        .formatted(
            trips,
            zone.name,
            random.nextInt(100_000),
            good ? fare : "on the house",
            distance == null ? "" : distance,
            NOTES[random.nextInt(NOTES.length)]);
  }

  /** Of very different sizes, so that adding them up as doubles goes wrong; some are not known. */
  private Double distance() {
    return random.nextInt(50) == 0
        ? null
        : Double.valueOf(random.nextDouble() * Math.pow(10, random.nextInt(-3, 7)));
  }

  private static PrintWriter writer(Path file) throws IOException {
    return new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8));
  }

  private static final class Zone {
    private final String name;
    private BigDecimal fares = BigDecimal.ZERO;
    private long fareCount;
    private BigDecimal distances = BigDecimal.ZERO;
    private double distancesAsDouble;
    private long distanceCount;

    Zone(String name) {
      this.name = name;
    }

    void add(BigDecimal fare, Double distance) {
      fares = fares.add(fare);
      fareCount++;
      if (distance != null) {
        distances = distances.add(new BigDecimal(distance));
        distancesAsDouble += distance;
        distanceCount++;
      }
    }

    String line() {
      return "%s,%d,%s,%s,%d,%s\n"
          .formatted(name, fareCount, fares, mean(fares, fareCount), distanceCount, distanceMean());
    }

    boolean addedUpAsDoubles() {
      return distancesAsDouble / distanceCount == distanceMean();
    }

    private double distanceMean() {
      return mean(distances, distanceCount);
    }

    private static double mean(BigDecimal sum, long count) {
      return sum.divide(BigDecimal.valueOf(count), EXACT).doubleValue();
    }
  }
}
