package dev.sheaf.local.chaos;

import dev.sheaf.core.json.Digest;
import java.util.stream.Stream;

/**
 * Throws that depend on nothing but the seed and what they are about, so that threads and times
 * cannot be seen in them.
 *
 * @param about what all throws of these dice are about, besides the seed
 */
record Dice(long seed, String about) {
  private static final int HEX_DIGITS = 13;

  Dice(long seed) {
    this(seed, "");
  }

  /** The same dice for something in particular. */
  Dice about(String more) {
    return new Dice(seed, Digest.of(about, more).hex(32));
  }

  /** A number of {@code [0, 1)}, evenly spread; always the same one for this question. */
  double of(Object... question) {
    String[] texts =
        Stream.concat(
                Stream.of(Long.toString(seed), about), Stream.of(question).map(String::valueOf))
            .toArray(String[]::new);
    return Long.parseLong(Digest.of(texts).hex(HEX_DIGITS), 16) / (double) (1L << 4 * HEX_DIGITS);
  }
}
