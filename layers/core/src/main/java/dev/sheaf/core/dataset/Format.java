package dev.sheaf.core.dataset;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The formats of uploads. */
public enum Format {
  /** Delimited text. */
  CSV(".csv", ".tsv"),
  /** A JSON object per line. */
  NDJSON(".ndjson", ".jsonl");

  private final List<String> suffixes;

  Format(String... suffixes) {
    this.suffixes = List.of(suffixes);
  }

  /**
   * Reads a name as {@link #toString} writes it, in letters of any case.
   *
   * @throws IllegalArgumentException if there is no such format; the message lists those there are
   */
  @JsonCreator
  public static Format parse(String text) {
    return Stream.of(values())
        .filter(format -> format.toString().equals(text.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown format '%s'; known are %s"
                        .formatted(
                            text,
                            Stream.of(values())
                                .map(Format::toString)
                                .collect(Collectors.joining(", ")))));
  }

  /** The format that an object's name tells, if it does. */
  public static Optional<Format> ofKey(String key) {
    String name = key.toLowerCase(Locale.ROOT);
    return Stream.of(values())
        .filter(format -> format.suffixes.stream().anyMatch(name::endsWith))
        .findFirst();
  }

  /** Whether fields are told apart by a dialect: delimiter, quotes and the like. */
  public boolean isDelimited() {
    return switch (this) {
      case CSV -> true;
      case NDJSON -> false;
    };
  }

  @JsonValue
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
