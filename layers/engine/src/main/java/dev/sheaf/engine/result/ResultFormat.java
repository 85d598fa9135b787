package dev.sheaf.engine.result;

import java.util.Arrays;
import java.util.Locale;

/** How the rows of a result are written. */
public enum ResultFormat {
  /** Aligned, for people at a terminal. */
  TABLE,
  /** RFC 4180, with a header; NULL is an empty field, the empty text is {@code ""}. */
  CSV,
  /** One JSON object on each line. */
  NDJSON,
  /** One JSON array of objects. */
  JSON;

  /**
   * Reads a name as {@link #toString} writes it.
   *
   * @throws IllegalArgumentException if there is no such format; the message lists those there are
   */
  public static ResultFormat parse(String name) {
    for (ResultFormat format : values()) {
      if (format.toString().equals(name)) {
        return format;
      }
    }
    throw new IllegalArgumentException(
        "unknown format '%s'; there are %s".formatted(name, Arrays.asList(values())));
  }

  public ResultWriter writer() {
    return switch (this) {
      case TABLE -> new TableResultWriter();
      case CSV -> new CsvResultWriter();
      case NDJSON -> new NdjsonResultWriter();
      case JSON -> new JsonResultWriter();
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
