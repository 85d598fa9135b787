package dev.sheaf.core.inference;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sheaf.core.dataset.Encoding;
import dev.sheaf.core.dataset.Format;
import dev.sheaf.core.dataset.Source;
import dev.sheaf.core.upload.UploadRefusedException;
import dev.sheaf.core.value.Utf8;
import dev.sheaf.core.value.Utf8Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Tells the format of an upload: as declared, else by the key's name, else by the first bytes. */
final class FormatDetector {
  private static final String SUPPORTED = "supported are csv and ndjson, not compressed";

  /** First bytes that text does not have, or hardly. */
  private record Signature(String name, int... bytes) {}

  private static final List<Signature> SIGNATURES =
      List.of(
          new Signature("gzip", 0x1F, 0x8B),
          new Signature("zip (or Excel)", 'P', 'K', 3, 4),
          new Signature("Parquet", 'P', 'A', 'R', '1', 0x15),
          new Signature("zstd", 0x28, 0xB5, 0x2F, 0xFD),
          new Signature("bzip2", 'B', 'Z', 'h', '9'),
          new Signature("xz", 0xFD, '7', 'z', 'X', 'Z'),
          new Signature("Avro", 'O', 'b', 'j', 1),
          new Signature("PDF", '%', 'P', 'D', 'F', '-'),
          new Signature("old Excel", 0xD0, 0xCF, 0x11, 0xE0),
          new Signature("pickle", 0x80, 2),
          new Signature("pickle", 0x80, 3),
          new Signature("pickle", 0x80, 4),
          new Signature("pickle", 0x80, 5),
          new Signature("UTF-32 text", 0xFF, 0xFE, 0, 0),
          new Signature("UTF-32 text", 0, 0, 0xFE, 0xFF));

  /** How pages of the web and XML begin, such as the errors that are saved in place of a file. */
  private static final Pattern MARKUP =
      Pattern.compile(
          "\\s*<(\\?xml\\s|!doctype\\s|!--|(html|head|body|error|svg)[\\s>]).*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final int MARKUP_BYTES = 256;

  /** The share of bytes that may be NUL in text. */
  private static final double MOST_NULS = 0.2;

  private FormatDetector() {}

  /**
   * Tells the format of text.
   *
   * @throws UploadRefusedException if it is none of those supported
   */
  static Format detect(HeadText text, Source source, String key) {
    if (source.format() != null) {
      return source.format();
    }
    refuseMarkup(text, key);
    Format format = Format.ofKey(key).orElseGet(() -> ofContent(text, key));
    if (format == Format.NDJSON) {
      refuseDocument(text, key);
    }
    return format;
  }

  /** Objects that are laid out over several lines would be a reject for each line. */
  private static void refuseDocument(HeadText text, String key) {
    byte[] bytes = text.bytes();
    try (JsonParser parser = Utf8Json.parser(bytes, text.start(), bytes.length)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        int begin = text.start() + (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        int end = text.start() + (int) parser.currentLocation().getByteOffset();
        if (hasLineEnd(bytes, begin, end)) {
          throw unknown(
              key,
              "it is a JSON document over several lines; write one object per line instead, as jq -c does");
        }
      }
    } catch (IOException e) {
      // Its records will tell what is wrong with them.
    }
  }

  private static boolean hasLineEnd(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at++) {
      if (bytes[at] == '\n') {
        return true;
      }
    }
    return false;
  }

  /**
   * Refuses what is not text.
   *
   * @throws UploadRefusedException whatever the name says; the message tells what the bytes look like
   */
  static void requireText(Head head, Source source, String key) {
    for (Signature signature : SIGNATURES) {
      if (head.startsWith(signature.bytes())) {
        throw unknown(key, "it begins like %s (%s)".formatted(signature.name(), hex(signature)));
      }
    }
    Encoding encoding = Encoding.ofMark(head.bytes()).orElse(source.encoding());
    if (encoding == null) {
      refuseManyNuls(head, key);
    }
  }

  /** A NUL here and there is a character; UTF-16 has one for each letter of ASCII. */
  private static void refuseManyNuls(Head head, String key) {
    byte[] bytes = head.bytes();
    int nuls = 0;
    int first = -1;
    for (int at = 0; at < bytes.length; at++) {
      if (bytes[at] == 0) {
        nuls++;
        first = first < 0 ? at : first;
      }
    }
    int end = head.isWhole() ? bytes.length : bytes.length - 3; // the last character may be cut
    boolean isText = Utf8.firstMalformed(bytes, 0, bytes.length) >= end;
    if (nuls > 0 && nuls > bytes.length * (isText ? MOST_NULS : 0)) {
      throw unknown(
          key,
          "it has %d NUL bytes, the first at offset %d, like binary data, or UTF-16 that neither a byte order mark nor the source's 'encoding' declares"
              .formatted(nuls, first));
    }
  }

  /** A source that declares its format may deliver what it likes. */
  private static void refuseMarkup(HeadText text, String key) {
    int length = Math.min(MARKUP_BYTES, text.bytes().length - text.start());
    String begin = new String(text.bytes(), text.start(), length, StandardCharsets.UTF_8);
    if (MARKUP.matcher(begin).matches()) {
      String line = begin.strip().lines().findFirst().orElse("");
      throw unknown(key, "it looks like HTML or XML ('%s')".formatted(line));
    }
  }

  private static Format ofContent(HeadText text, String key) {
    int first = firstVisible(text);
    if (first == '{') {
      return Format.NDJSON;
    }
    if (first == '[' && key.toLowerCase(Locale.ROOT).endsWith(".json")) {
      throw unknown(key, "it is a JSON array; write one object per line instead");
    }
    return Format.CSV;
  }

  private static int firstVisible(HeadText text) {
    for (int at = text.start(); at < text.bytes().length; at++) {
      if (text.bytes()[at] > ' ' || text.bytes()[at] < 0) {
        return text.bytes()[at];
      }
    }
    return -1;
  }

  private static UploadRefusedException unknown(String key, String seen) {
    return new UploadRefusedException(
        "unknown format of '%s': %s; %s".formatted(key, seen, SUPPORTED));
  }

  private static String hex(Signature signature) {
    return IntStream.of(signature.bytes())
        .mapToObj("%02X"::formatted)
        .collect(Collectors.joining(" "));
  }
}
