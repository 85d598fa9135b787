package dev.sheaf.bench.orders;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** One order after the other, from a seed; fields are replaced by {@link #next}. */
final class Order {
  static final String[] CATEGORIES = {
    "audio",
    "bikes",
    "books",
    "camping",
    "coffee & tea",
    "films",
    "fruit",
    "garden",
    "kitchen",
    "lamps",
    "music",
    "office",
    "paper",
    "plants",
    "shoes",
    "sports",
    "tools",
    "toys",
    "우표",
    "wool"
  };

  /** What may be wrong with an order; the same orders are bad in CSV and in NDJSON. */
  enum Flaw {
    NONE,
    PRICE_WITH_LETTER,
    QUANTITY_IN_WORDS,
    IMPOSSIBLE_MONTH,
    IMPOSSIBLE_DAY,
    /** CSV: a field too few. NDJSON: no price, which is required. */
    TOO_FEW,
    /** CSV: a field too many. NDJSON: the line ends within the object. */
    TOO_MANY
  }

  private static final byte[][] NOTES = notes();
  private static final byte[] NOTHING = {};
  private static final int BAD_IN_100_000 = 100;
  private static final int QUOTED_NEWLINES_IN_100_000 = 300;
  private static final int QUOTED_IN_100_000 = 5_000;

  private final SplittableRandom random;

  long id = 1_000_000;
  int year;
  int month;
  int day;
  int secondOfDay;
  int customer;
  int category;
  int quantity;
  long priceCents;
  int shippedDay;
  byte[] note = NOTHING;
  boolean noteNeedsQuotes;
  boolean noteHasNewline;
  Flaw flaw = Flaw.NONE;

  Order(long seed) {
    this.random = new SplittableRandom(seed);
  }

  void next() {
    long bits = random.nextLong();
    id++;
    year = 2019 + (int) ((bits & 0xFF) % 7);
    month = 1 + (int) ((bits >>> 8 & 0xFF) % 12);
    day = 1 + (int) ((bits >>> 16 & 0xFF) % 27);
    shippedDay = day + (int) (bits >>> 24 & 1);
    secondOfDay = (int) ((bits >>> 25 & 0xF_FFFF) % 86_400);
    quantity = 1 + (int) ((bits >>> 45 & 0xFF) % 40);
    category = (int) ((bits >>> 53) % CATEGORIES.length);
    long more = random.nextLong();
    customer = 1 + (int) ((more & 0xFF_FFFF) % 2_000_000);
    long magnitude = 1L << (more >>> 24 & 0xF);
    priceCents = 99 + (more >>> 28 & 0xFF_FFFF) % (magnitude * 100);
    chooseNote((int) (more >>> 52 & 0xFFF));
    flaw =
        random.nextInt(100_000) < BAD_IN_100_000
            ? Flaw.values()[1 + random.nextInt(Flaw.values().length - 1)]
            : Flaw.NONE;
  }

  private void chooseNote(int choice) {
    int dice = random.nextInt(100_000);
    noteHasNewline = dice < QUOTED_NEWLINES_IN_100_000;
    noteNeedsQuotes = dice < QUOTED_IN_100_000;
    if (noteHasNewline) {
      note = bytes("first line " + choice + "\nsecond line, \"quoted\"");
    } else if (noteNeedsQuotes) {
      note = bytes("gift, wrapped in \"paper " + choice + "\"");
    } else {
      note = NOTES[choice % NOTES.length];
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[][] notes() {
    String[] words = {
      "",
      "leave at the door",
      "ring twice",
      "für Zoë",
      "second try after the neighbour was not at home either",
      "부재시 경비실",
      "express",
      "no receipt please"
    };
    byte[][] notes = new byte[words.length][];
    for (int i = 0; i < words.length; i++) {
      notes[i] = bytes(words[i]);
    }
    return notes;
  }
}
