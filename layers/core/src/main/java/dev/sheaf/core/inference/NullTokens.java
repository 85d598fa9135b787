package dev.sheaf.core.inference;

import dev.sheaf.core.dataset.ColumnType.Kind;
import java.util.List;
import java.util.stream.Stream;

/**
 * Texts by which programs write a missing value. Among numbers, dates and booleans they can mean
 * nothing else; among texts they may be values, such as North America, and stay what they are.
 */
final class NullTokens {
  private static final List<String> COMMON =
      List.of("NA", "N/A", "n/a", "#N/A", "\\N", "null", "NULL", "None", "-", "--", "**", ".", "?");

  private static final List<String> NOT_A_NUMBER = List.of("NaN", "nan");

  private static final List<String> OF_NUMBERS =
      Stream.of(COMMON, NOT_A_NUMBER).flatMap(List::stream).toList();

  /** All of them, for the evidence. */
  static final String EVIDENCE =
      "NULL in columns of numbers, dates and booleans: %s; of numbers also: %s"
          .formatted(String.join(" ", COMMON), String.join(" ", NOT_A_NUMBER));

  private NullTokens() {}

  /** Whether this text may stand for a missing value in a column of some type. */
  static boolean mayBe(String text) {
    return OF_NUMBERS.contains(text);
  }

  /** Those of a column of this type, whether a sample holds them or not. */
  static List<String> of(Kind type) {
    return switch (type) {
      case BIGINT, DOUBLE, DECIMAL -> OF_NUMBERS;
      case DATE, TIMESTAMP, BOOLEAN -> COMMON;
      case VARCHAR, JSON -> List.of();
    };
  }
}
