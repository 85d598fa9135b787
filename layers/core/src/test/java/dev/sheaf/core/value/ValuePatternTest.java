package dev.sheaf.core.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuePatternTest {
  @ParameterizedTest
  @CsvSource({
    "M-\\d{4}, M-1234",
    "'[A-Z]{2}\\d{2}([A-Z0-9]){1,30}', DE89370400440532013000",
    "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}, 123e4567-e89b-12d3-a456-426614174000",
    "'[^@!]{1,64}@[a-z.]{1,255}', someone@example.org",
    "(?i)yes|no, YES",
    "\\pL+ \\p{Hangul}+, Seoul 서울",
    "\\Qa.b{9}\\E, a.b{9}",
    "[]a]+, ]a",
    "[[:alpha:]-]+, x-y",
    "'a{,2}', 'a{,2}'"
  })
  void matchesWholeTexts(String pattern, String text) {
    assertThat(ValuePattern.of(pattern).matches(text)).isTrue();
    assertThat(ValuePattern.of(pattern).matches(text + "!")).isFalse();
    assertThat(ValuePattern.of(pattern).matches("!" + text)).isFalse();
  }

  /** A matcher that backtracks would need more than the age of the universe, or all of the stack. */
  @ParameterizedTest
  @ValueSource(strings = {"(x+x+)+y", "(x|x)*y", "(x|xx)*y", "(.*)(.*)(.*)(.*)(.*)(.*)[^x]"})
  void takesTimeInProportionToTheText(String pattern) {
    assertThat(ValuePattern.of(pattern).matches("x".repeat(100_000))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "a(?=b), look-around",
    "a(?!b), look-around",
    "(?<=a)b, look-around",
    "(?<!a)b, look-around",
    "(?>a), atomic groups",
    "(a)\\1, back references",
    "(?<n>a)\\k<n>, back references",
    "a++, leave out the second +",
    "(a, missing",
    "'a{1001}', repeat",
    "[a-z&&[^b]], a class within a class",
    "[a[b]], a class within a class",
    "\\R, \\R"
  })
  void refusesWhatIsNotBoundedAndWhatJavaReadsOtherwise(String pattern, String part) {
    assertThatThrownBy(() -> ValuePattern.of(pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(part);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "((a{1000}){1000}){1000}",
        "(((a{30}){30}){30}){30}",
        "((){1000}){1000}",
        "([^]{1]{1000}){1000}",
        "(\\x{41}{1000}){1000}",
        "(\\Q(\\E{1000}){1000}",
        "((?:a|b){999}){20}",
        "(a{500}b{500}){100}",
      })
  void refusesRepetitionsThatWouldFillTheMemory(String pattern) {
    assertThatThrownBy(() -> ValuePattern.of(pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("repeats too much");
  }

  @Test
  void refusesWhatNobodyWrites() {
    assertThatThrownBy(() -> ValuePattern.of("(".repeat(100_000)))
        .hasMessage("has 100000 characters, more than the 1000 allowed");
    String deep = "(".repeat(499) + "a" + ")".repeat(499);
    assertThat(ValuePattern.of(deep).matches("a")).isTrue();
  }

  /** The bound on memory holds for every pattern that RE2 takes, however odd. */
  @Property(tries = 5000)
  void theScanNeverCountsFewerStepsThanTheProgramHas(@ForAll("patterns") String pattern) {
    int size;
    try {
      size = Pattern.compile(pattern).programSize();
    } catch (PatternSyntaxException e) {
      return;
    }
    long steps;
    try {
      steps = PatternScan.steps(pattern);
    } catch (IllegalArgumentException classOperator) {
      return;
    }
    // The program begins and ends with a step of its own, and the empty one is two.
    assertThat(steps + 4).isGreaterThanOrEqualTo(size);
  }

  @Provide
  Arbitrary<String> patterns() {
    return Arbitraries.of(
            "a",
            "b",
            "[",
            "]",
            "[^",
            "[a-z]",
            "[[:digit:]]",
            "(",
            ")",
            "(?:",
            "|",
            "*",
            "+",
            "?",
            "{3}",
            "{2,}",
            "{1,4}",
            "{0,2}",
            "{",
            "}",
            "\\",
            "\\d",
            "\\pL",
            "\\p{Lu}",
            "\\x{41}",
            "\\Q",
            "\\E",
            "^",
            "$",
            ".",
            "(?i)",
            "\\{",
            "\\]",
            "-",
            "&",
            ",",
            "3")
        .list()
        .ofMaxSize(12)
        .map(pieces -> String.join("", pieces));
  }
}
