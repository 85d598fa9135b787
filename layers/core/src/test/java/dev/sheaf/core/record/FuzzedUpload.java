package dev.sheaf.core.record;

import dev.sheaf.core.dataset.Encoding;
import dev.sheaf.core.dataset.Format;
import dev.sheaf.core.dataset.Source;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A random upload: mostly what a program would write, some of it damaged.
 *
 * @param text before it was damaged
 * @param bytes the text in its encoding, perhaps with a mark, perhaps with bytes changed
 */
record FuzzedUpload(
    Format format, Encoding encoding, Source source, String key, String text, byte[] bytes) {
  private static final String[] WORDS = {
    "1", "-20", "x", "", "가나다", "똠", "ソ表", "能", "中乗亅", "é", "€", "😀", "ÿ", " ", "\uFEFF", "\u0A0D",
    "\u2C22"
  };

  static FuzzedUpload of(Random random) {
    Format format = random.nextInt(4) == 0 ? Format.NDJSON : Format.CSV;
    Encoding encoding = Encoding.values()[random.nextInt(Encoding.values().length)];
    Source source = source(random, format, encoding);
    String any =
        format == Format.NDJSON ? ndjson(random) : csv(random, source, random.nextInt(4) == 0);
    byte[] bytes = any.getBytes(encoding.charset());
    // What the encoding lacks is a question mark from here on.
    String text = new String(bytes, encoding.charset());
    if (encoding.markBytes() > 0 && random.nextInt(3) == 0) {
      bytes = ("\uFEFF" + text).getBytes(encoding.charset());
    }
    return new FuzzedUpload(format, encoding, source, "f." + format, text, damaged(random, bytes));
  }

  Source sourceIn(Encoding other) {
    return new Source(
        format,
        other,
        source.skipRows(),
        source.delimiter(),
        source.quote(),
        source.escape(),
        source.comment(),
        source.quotedNewlines(),
        source.header(),
        Map.of());
  }

  private static Source source(Random random, Format format, Encoding encoding) {
    if (format == Format.NDJSON) {
      return new Source(
          format,
          encoding,
          random.nextInt(5) == 0 ? 1 : 0,
          null,
          null,
          null,
          null,
          Source.QuotedNewlines.ALLOWED,
          Source.Header.PRESENT,
          Map.of());
    }
    return new Source(
        format,
        encoding,
        random.nextInt(5) == 0 ? 1 : 0,
        pick(random, ",;|\t^~x7"),
        random.nextInt(3) == 0 ? pick(random, "'`@") : null,
        random.nextInt(3) == 0 ? pick(random, "\\!") : null,
        random.nextInt(3) == 0 ? Character.valueOf('#') : null,
        random.nextInt(3) == 0 ? Source.QuotedNewlines.FORBIDDEN : Source.QuotedNewlines.ALLOWED,
        random.nextInt(3) == 0 ? Source.Header.ABSENT : Source.Header.PRESENT,
        Map.of());
  }

  private static String csv(Random random, Source source, boolean wild) {
    String lineEnd = new String[] {"\n", "\r\n", "\r"}[random.nextInt(3)];
    String delimiter = String.valueOf(source.delimiter());
    String quote = source.quote() == null ? "\"" : source.quote().toString();
    StringBuilder text = new StringBuilder();
    if (source.skipRows() > 0) {
      text.append("title").append(lineEnd);
    }
    if (source.header() == Source.Header.PRESENT) {
      text.append(String.join(delimiter, "b", "a", "c")).append(lineEnd);
    }
    int records = random.nextInt(random.nextInt(10) == 0 ? 1000 : 30);
    for (int i = 0; i < records; i++) {
      int fields = random.nextInt(8) == 0 ? random.nextInt(6) : 3;
      for (int field = 0; field < fields; field++) {
        text.append(field > 0 ? delimiter : "");
        field(random, text, source, quote, wild);
      }
      text.append(lineEnd);
    }
    if (random.nextInt(3) == 0 && records > 0) {
      text.setLength(text.length() - lineEnd.length());
    }
    return text.toString();
  }

  private static void field(
      Random random, StringBuilder text, Source source, String quote, boolean wild) {
    String marks = "\n\r" + source.delimiter() + quote + text(source.escape()) + "#";
    int length = random.nextInt(random.nextInt(200) == 0 ? 500 : 5);
    if (random.nextBoolean()) {
      text.append(quote);
      for (int i = 0; i < length; i++) {
        String next = random.nextInt(3) > 0 ? word(random) : text(pick(random, marks));
        boolean special = next.equals(quote) || next.equals(text(source.escape()));
        text.append(special && !wild ? doubled(next, source) : next);
      }
      text.append(quote);
      return;
    }
    for (int i = 0; i < length; i++) {
      text.append(wild && random.nextInt(3) == 0 ? text(pick(random, marks)) : word(random));
    }
  }

  private static String doubled(String special, Source source) {
    return source.escape() == null ? special + special : source.escape() + special;
  }

  private static String ndjson(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(40); i >= 0; i--) {
      switch (random.nextInt(8)) {
        case 0 -> text.append(word(random));
        case 1 ->
            text.append("{\"b\":").append(word(random)).append(",\"a\":{\"").append(word(random));
        default ->
            text.append("{\"b\":")
                .append(random.nextInt())
                .append(",\"a\":\"")
                .append(word(random))
                .append("\\n\\u00e9\",\"")
                .append(word(random))
                .append("\":[")
                .append(random.nextInt(9))
                .append("]}");
      }
      text.append(random.nextInt(3) == 0 ? "\r\n" : "\n");
    }
    return text.toString();
  }

  private static byte[] damaged(Random random, byte[] bytes) {
    byte[] damaged = bytes.clone();
    for (int i = random.nextInt(3) == 0 ? random.nextInt(5) : 0; i > 0 && bytes.length > 0; i--) {
      damaged[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return damaged;
  }

  private static String word(Random random) {
    return WORDS[random.nextInt(WORDS.length)];
  }

  private static char pick(Random random, String characters) {
    return characters.charAt(random.nextInt(characters.length()));
  }

  private static String text(@Nullable Character character) {
    return character == null ? "" : character.toString();
  }
}
