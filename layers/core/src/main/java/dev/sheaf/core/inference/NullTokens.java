package dev.sheaf.core.inference;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Texts by which programs write a missing value, and how often a column has them. */
final class NullTokens {
  private static final List<String> KNOWN =
      List.of("NA", "N/A", "n/a", "#N/A", "\\N", "null", "NULL", "None", "NaN", "nan", "-", "?");

  /** Those that hardly are texts of their own. */
  private static final Set<String> CLEAR_IN_TEXT = Set.of("NA", "\\N", "NULL");

  /** Among codes such as countries NA is one of them: Namibia. */
  private static final Pattern SHORT_CODE = Pattern.compile("[A-Z]{2}");

  private NullTokens() {}

  /**
   * The tokens that recur among the values, with their counts. One in a hundred counts as recurring
   * too, for small samples.
   */
  static Map<String, Integer> recurring(Collection<String> values) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (String token : KNOWN) {
      int count = 0;
      for (String value : values) {
        count += value.equals(token) ? 1 : 0;
      }
      if (count >= 2 || count * 100 > values.size()) {
        counts.put(token, count);
      }
    }
    return counts;
  }

  /** The tokens that stand for NULL in a column of texts. */
  static Map<String, Integer> ofText(Collection<String> unquotedValues) {
    Map<String, Integer> counts = recurring(unquotedValues);
    counts.keySet().retainAll(CLEAR_IN_TEXT);
    counts.values().removeIf(count -> count < 2);
    if (counts.containsKey("NA") && areShortCodes(unquotedValues)) {
      counts.remove("NA");
    }
    return counts;
  }

  private static boolean areShortCodes(Collection<String> values) {
    List<String> others = values.stream().filter(value -> !value.equals("NA")).toList();
    long codes = others.stream().filter(value -> SHORT_CODE.matcher(value).matches()).count();
    return codes * 2 > others.size();
  }
}
