package dev.sheaf.core.inference;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;

/** Kinds of texts that columns hold, many of which look like what they are not. */
enum HostileText {
  WHOLE {
    @Override
    String next(Random random) {
      return "" + (random.nextInt(2_000) - 1_000);
    }
  },
  LONG {
    @Override
    String next(Random random) {
      return new BigInteger(50 + random.nextInt(20), random).toString();
    }
  },
  FRACTION {
    @Override
    String next(Random random) {
      return BigDecimal.valueOf(random.nextInt(100_000), random.nextInt(4)).toPlainString();
    }
  },
  LONG_FRACTION {
    @Override
    String next(Random random) {
      return new BigDecimal(new BigInteger(64, random), random.nextInt(25)).toPlainString();
    }
  },
  FLOAT {
    @Override
    String next(Random random) {
      double value = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(40) - 20);
      return random.nextBoolean() ? "" + value : "%.4e".formatted(value);
    }
  },
  ZIP {
    @Override
    String next(Random random) {
      return "%05d".formatted(random.nextInt(100_000));
    }
  },
  PADDED {
    @Override
    String next(Random random) {
      return "%08.2f".formatted(random.nextInt(100_000) / 100.0);
    }
  },
  PHONE {
    @Override
    String next(Random random) {
      return "+%d".formatted(random.nextInt(1_000_000_000));
    }
  },
  CODE_WITH_E {
    @Override
    String next(Random random) {
      return "%d%s%02d".formatted(random.nextInt(100), one(random, "E", "e"), random.nextInt(100));
    }
  },
  VERSION {
    @Override
    String next(Random random) {
      String minor = "%d.%d".formatted(random.nextInt(3), random.nextInt(31));
      return random.nextInt(4) == 0 ? minor + "." + random.nextInt(10) : minor;
    }
  },
  COMMA_FRACTION {
    @Override
    String next(Random random) {
      return "%d,%02d".formatted(random.nextInt(1_000), random.nextInt(100));
    }
  },
  POINT_GROUPS {
    @Override
    String next(Random random) {
      return grouped(random, '.') + (random.nextInt(3) == 0 ? ",5" : "");
    }
  },
  COMMA_GROUPS {
    @Override
    String next(Random random) {
      return grouped(random, ',') + (random.nextInt(3) == 0 ? ".5" : "");
    }
  },
  DAY {
    @Override
    String next(Random random) {
      return "20%02d-%02d-%02d"
          .formatted(random.nextInt(100), 1 + random.nextInt(13), 1 + random.nextInt(28));
    }
  },
  MOMENT {
    @Override
    String next(Random random) {
      return DAY.next(random)
          + one(random, "T", " ")
          + "%02d:%02d:%02d".formatted(random.nextInt(24), random.nextInt(60), random.nextInt(60))
          + one(random, "", "Z", ".25");
    }
  },
  TRUTH {
    @Override
    String next(Random random) {
      return one(random, "true", "false", "True", "FALSE");
    }
  },
  SPELLED_TRUTH {
    @Override
    String next(Random random) {
      return one(random, "yes", "no", "1", "0", "t", "on");
    }
  },
  YEAR {
    @Override
    String next(Random random) {
      return "" + (1990 + random.nextInt(40));
    }
  },
  MISSING {
    @Override
    String next(Random random) {
      return one(random, "NA", "N/A", "null", "NaN", "-", "--", "**", ".", "#N/A", "");
    }
  },
  EDGE {
    @Override
    String next(Random random) {
      return one(
          random,
          "0",
          "-0",
          "00",
          ".5",
          "5.",
          "1e999",
          "1e-999",
          "9007199254740993",
          "9223372036854775808",
          "0.1000000000000000000000001",
          "1_000",
          "0x1F",
          "Infinity",
          "1,2,3",
          "1.2.3",
          "--5",
          "١٢٣",
          "1 000",
          "$5",
          "5%");
    }
  },
  WORDS {
    @Override
    String next(Random random) {
      return one(random, "Seoul", "New York", "a,b", "x;y", "é", "say \"hi\"", "tab\there", "3rd");
    }
  };

  abstract String next(Random random);

  private static String grouped(Random random, char separator) {
    StringBuilder text = new StringBuilder("" + (1 + random.nextInt(999)));
    for (int group = random.nextInt(3); group > 0; group--) {
      text.append(separator).append("%03d".formatted(random.nextInt(1_000)));
    }
    return text.toString();
  }

  private static String one(Random random, String... texts) {
    return List.of(texts).get(random.nextInt(texts.length));
  }
}
