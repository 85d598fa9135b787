package dev.sheaf.core.dataset;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One column of a dataset: its type, how the text of a field becomes a value, and the rules that a
 * value must keep. A record that breaks one is a reject.
 *
 * @param nulls texts that stand for NULL, beside the empty unquoted field
 * @param formats patterns of {@link java.time.format.DateTimeFormatter}, tried in order; empty:
 *     ISO-8601. For DATE and TIMESTAMP only
 * @param zone time zone of timestamps whose text names none; null: UTC
 * @param decimalPoint the character before the fraction of a number
 * @param grouping the character between groups of digits, or null where there is none
 * @param min smallest value allowed, written as the column would be; null: no bound
 * @param max greatest value allowed; null: no bound
 * @param pattern regular expression of RE2 that the whole text must match
 * @param oneOf the only texts allowed; empty: any
 * @param maxLength most characters (code points) allowed
 * @param defaultValue the text to take where the field is NULL or missing
 * @param inference what the column rests on if it was inferred; null: it was declared
 * @param renamedFrom the name that the column had before; null: it was not renamed. Says what it is
 *     called in the definition that this one {@linkplain Definition#following follows}, not in uploads
 */
public record Column(
    String name,
    ColumnType type,
    Requirement requirement,
    Trim trim,
    LetterCase letterCase,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<String> nulls,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<String> formats,
    @Nullable String zone,
    char decimalPoint,
    @Nullable Character grouping,
    @Nullable String min,
    @Nullable String max,
    @Nullable String pattern,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<String> oneOf,
    @Nullable Integer maxLength,
    @Nullable String defaultValue,
    @Nullable Inference inference,
    @Nullable String renamedFrom) {

  /** What was seen of a column that nobody declared. */
  public enum Inference {
    /** It has the type that its values have. */
    FROM_VALUES,
    /**
     * All that was seen was NULL: it takes nothing else, until the first upload with values settles its
     * type.
     */
    UNSETTLED,
    /** All that was seen was NULL, and an earlier version took it for text for good. */
    WITHOUT_VALUES
  }

  /** Whether NULL is allowed. */
  public enum Requirement {
    OPTIONAL,
    REQUIRED
  }

  /** What happens to white space around a value. Numbers, dates and booleans are always trimmed. */
  public enum Trim {
    KEEP,
    BOTH
  }

  /** What happens to letters. */
  public enum LetterCase {
    KEEP,
    LOWER,
    UPPER
  }

  public Column {
    requireNonNull(type);
    requireNonNull(requirement);
    requireNonNull(trim);
    requireNonNull(letterCase);
    requireName(name);
    nulls = List.copyOf(nulls);
    formats = List.copyOf(formats);
    oneOf = List.copyOf(oneOf);
  }

  /** A column as people declare it. */
  public Column(
      String name,
      ColumnType type,
      Requirement requirement,
      Trim trim,
      LetterCase letterCase,
      List<String> nulls,
      List<String> formats,
      @Nullable String zone,
      char decimalPoint,
      @Nullable Character grouping,
      @Nullable String min,
      @Nullable String max,
      @Nullable String pattern,
      List<String> oneOf,
      @Nullable Integer maxLength,
      @Nullable String defaultValue) {
    this(
        name,
        type,
        requirement,
        trim,
        letterCase,
        nulls,
        formats,
        zone,
        decimalPoint,
        grouping,
        min,
        max,
        pattern,
        oneOf,
        maxLength,
        defaultValue,
        null,
        null);
  }

  /** An optional column of this type with no rules. */
  public static Column of(String name, ColumnType type) {
    return new Column(
        name,
        type,
        Requirement.OPTIONAL,
        Trim.KEEP,
        LetterCase.KEEP,
        List.of(),
        List.of(),
        null,
        '.',
        null,
        null,
        null,
        null,
        List.of(),
        null,
        null);
  }

  /**
   * Checks the name of a column: any text that is not blank, not one of Sheaf's own, and can be
   * stored.
   *
   * @throws IllegalArgumentException if it is not one
   */
  public static String requireName(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a column has an empty name");
    }
    if (name.startsWith("_")) {
      throw new IllegalArgumentException(
          "column '%s': names that begin with _ are Sheaf's own".formatted(name));
    }
    if (name.indexOf('\0') >= 0 || !isText(name)) {
      throw new IllegalArgumentException(
          "column '%s': a name can hold neither U+0000 nor half a surrogate pair"
              .formatted(name.replace("\0", "\\u0000")));
    }
    return name;
  }

  /** Whether a text is one: it has no half of a surrogate pair, which no encoding can hold. */
  public static boolean isText(String text) {
    return text.codePoints()
        .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
  }

  /** The form in which the names of columns are compared: without case. */
  public static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** The name by which columns are compared: without case. */
  public String foldedName() {
    return fold(name);
  }

  /** This column with other texts for NULL. */
  public Column withNulls(List<String> tokens) {
    return with(name, tokens, formats, zone, decimalPoint, grouping, inference, renamedFrom);
  }

  /** This column with dates and times written in other ways. */
  public Column withTimes(List<String> patterns, @Nullable String inZone) {
    return with(name, nulls, patterns, inZone, decimalPoint, grouping, inference, renamedFrom);
  }

  /** This column with numbers written in another way. */
  public Column withNumbers(char point, @Nullable Character groups) {
    return with(name, nulls, formats, zone, point, groups, inference, renamedFrom);
  }

  /** This column under another name. */
  Column named(String other) {
    return with(other, nulls, formats, zone, decimalPoint, grouping, inference, renamedFrom);
  }

  /** This column as inferred; null: as declared. */
  public Column withInference(@Nullable Inference from) {
    return with(name, nulls, formats, zone, decimalPoint, grouping, from, renamedFrom);
  }

  /** This column with the name that it had before; null: it was not renamed. */
  public Column withRenamedFrom(@Nullable String before) {
    return with(name, nulls, formats, zone, decimalPoint, grouping, inference, before);
  }

  private Column with(
      String newName,
      List<String> newNulls,
      List<String> newFormats,
      @Nullable String newZone,
      char newDecimalPoint,
      @Nullable Character newGrouping,
      @Nullable Inference newInference,
      @Nullable String newRenamedFrom) {
    return new Column(
        newName,
        type,
        requirement,
        trim,
        letterCase,
        newNulls,
        newFormats,
        newZone,
        newDecimalPoint,
        newGrouping,
        min,
        max,
        pattern,
        oneOf,
        maxLength,
        defaultValue,
        newInference,
        newRenamedFrom);
  }
}
