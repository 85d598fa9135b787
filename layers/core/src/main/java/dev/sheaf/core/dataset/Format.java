package dev.sheaf.core.dataset;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;

/** The formats of uploads. */
public enum Format {
  CSV,
  NDJSON;

  /**
   * @throws IllegalArgumentException if there is no such format; the message lists those there are
   */
  @JsonCreator
  public static Format parse(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "csv" -> CSV;
      case "ndjson" -> NDJSON;
      default ->
          throw new IllegalArgumentException(
              "unknown format '%s'; known are csv, ndjson".formatted(text));
    };
  }

  /** The format that an object's name tells, if it does. */
  public static Optional<Format> ofKey(String key) {
    String name = key.toLowerCase(Locale.ROOT);
    if (name.endsWith(".csv") || name.endsWith(".tsv")) {
      return Optional.of(CSV);
    }
    if (name.endsWith(".ndjson") || name.endsWith(".jsonl")) {
      return Optional.of(NDJSON);
    }
    return Optional.empty();
  }

  @JsonValue
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
