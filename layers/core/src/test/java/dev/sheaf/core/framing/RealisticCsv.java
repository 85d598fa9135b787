package dev.sheaf.core.framing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

/**
 * Generates orders as a shop would export them: numbers, dates, quoted and unquoted texts, doubled
 * quotes, inches, empty fields, notes that hold line ends and even whole lines of CSV.
 */
final class RealisticCsv {
  static final int COLUMNS = 7;

  private static final String[] WORDS = {
    "please",
    "deliver",
    "before",
    "noon",
    "fragile",
    "Größe",
    "서울",
    "ring twice",
    "12",
    "size 5\"",
    "\"urgent\"",
    "tel. 555-0199",
    "no, thanks",
    "a,b,c",
    "-",
    "(see below)"
  };

  /**
   * What makes a file hard to enter in the middle.
   *
   * @param embeddedNewlines ratio of records with line ends in their note
   * @param pastedRows ratio of note lines that look exactly like a record
   * @param bareInches ratio of records with an unquoted field that ends in a quote
   */
  record Traits(double embeddedNewlines, double pastedRows, double bareInches, String lineEnd) {
    static Traits plain(double embeddedNewlines) {
      return new Traits(embeddedNewlines, 0, 0, "\n");
    }
  }

  private final RandomGenerator random;
  private final Traits traits;

  RealisticCsv(RandomGenerator random, Traits traits) {
    this.random = random;
    this.traits = traits;
  }

  byte[] ofAtLeast(int bytes) {
    ByteArrayOutputStream csv = new ByteArrayOutputStream(bytes + 4096);
    for (int id = 1; csv.size() < bytes; id++) {
      csv.writeBytes(record(id).getBytes(StandardCharsets.UTF_8));
    }
    return csv.toByteArray();
  }

  private String record(int id) {
    String note = random.nextDouble() < traits.embeddedNewlines() ? noteOfLines() : shortNote();
    return String.join(
            ",",
            Integer.toString(id),
            "2026-%02d-%02d".formatted(random.nextInt(1, 13), random.nextInt(1, 29)),
            random.nextBoolean() ? "\"electronics\"" : "toys",
            item(),
            "%d.%02d".formatted(random.nextInt(1000), random.nextInt(100)),
            note,
            random.nextInt(3) == 0 ? "" : "KRW")
        + traits.lineEnd();
  }

  private String shortNote() {
    return switch (random.nextInt(4)) {
      case 0 -> "";
      case 1 -> "\"\"";
      case 2 -> "plain note";
      default -> quoted(words(random.nextInt(1, 8)));
    };
  }

  private String noteOfLines() {
    StringBuilder note = new StringBuilder(words(random.nextInt(1, 10)));
    for (int lines = random.nextInt(1, 12); lines > 0; lines--) {
      note.append(traits.lineEnd()).append(line());
    }
    return quoted(note.toString());
  }

  private String item() {
    if (random.nextDouble() < traits.bareInches()) {
      return "TV 42\"";
    }
    return random.nextInt(20) == 0 ? "TV 42\" flat" : "item " + random.nextInt(1000);
  }

  private String line() {
    if (random.nextDouble() < traits.pastedRows()) {
      return "9,2026-01-01,toys,item 7,1.00,plain note,KRW";
    }
    return switch (random.nextInt(5)) {
      case 0 -> "";
      case 1 -> "9,2026-01-01,\"toys\",item 7,1.00,\"quoted, note\",KRW";
      default -> words(random.nextInt(1, 14));
    };
  }

  private String words(int count) {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < count; i++) {
      words.append(i == 0 ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
    }
    return words.toString();
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }
}
