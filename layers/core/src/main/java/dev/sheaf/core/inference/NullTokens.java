package dev.sheaf.core.inference;

import dev.sheaf.core.dataset.ColumnType.Kind;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Texts by which programs write a missing value. Among numbers, dates and booleans they can mean
 * nothing else; among texts they may be values, such as North America, and stay what they are.
 */
final class NullTokens {
  private static final List<String> ANYWHERE =
      List.of("NA", "N/A", "n/a", "#N/A", "\\N", "null", "NULL", "None", "-", "--", "**", ".", "?");

  private static final List<String> AMONG_NUMBERS = List.of("NaN", "nan");

  private static final Set<String> ALL =
      Set.copyOf(Stream.concat(ANYWHERE.stream(), AMONG_NUMBERS.stream()).toList());

  private NullTokens() {}

  /** Whether this text may stand for a missing value in a column of some type. */
  static boolean mayBe(String text) {
    return ALL.contains(text);
  }

  /** Those of a column of this type, whether a sample holds them or not. */
  static List<String> of(Kind type) {
    return switch (type) {
      case BIGINT, DOUBLE, DECIMAL ->
          Stream.concat(ANYWHERE.stream(), AMONG_NUMBERS.stream()).toList();
      case DATE, TIMESTAMP, BOOLEAN -> ANYWHERE;
      case VARCHAR, JSON -> List.of();
    };
  }
}
