package dev.sheaf.core.dataset;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One deliverer of a dataset. What is null is found out from each upload. Made by {@link #builder}.
 *
 * @param format null: by the object's name, else by its first bytes
 * @param encoding null: by the byte order mark, else UTF-8
 * @param skipRows lines before the header, or before the data where there is none, that are passed
 *     over
 * @param delimiter of CSV; null: detected
 * @param quote of CSV; null: the double quote, unless it is one of {@code without} or there
 *     are {@code escapes}
 * @param escape of CSV inside quotes and out; null: none, a quote is doubled
 * @param comment of CSV, at a record's start; null: none
 * @param quotedNewlines whether a quoted CSV field may hold line ends
 * @param header whether CSV uploads begin with column names
 * @param rename names in the upload -> names of columns
 * @param without marks that the CSV has none of; nothing is found out about them
 * @param escapes what a backslash begins in a field of CSV; null: it begins nothing
 * @param shortRecords what becomes of a record with fewer fields than the header; null: a reject
 * @param values how its uploads write values; null: as the columns say
 */
public record Source(
    @Nullable Format format,
    @Nullable Encoding encoding,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) int skipRows,
    @Nullable Character delimiter,
    @Nullable Character quote,
    @Nullable Character escape,
    @Nullable Character comment,
    QuotedNewlines quotedNewlines,
    Header header,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        Map<String, String> rename,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        Set<Mark> without,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Escapes escapes,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ShortRecords shortRecords,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ValueStyle values) {

  /** A mark that a file may do without. */
  public enum Mark {
    /** A record is one field. */
    DELIMITER,
    /** A quote is a character like others. */
    QUOTE
  }

  /** What stands behind an escape character. */
  public enum Escapes {
    /**
     * Letters for characters, and {@code \N} for NULL: what PostgreSQL's COPY, MySQL's INTO OUTFILE
     * and ClickHouse write.
     */
    C
  }

  /** What becomes of a record with fewer fields than the header. */
  public enum ShortRecords {
    REJECT,
    /** The fields that it lacks are NULL, or the default of their columns. */
    FILL
  }

  /** Whether a line end inside quotes belongs to the field. */
  public enum QuotedNewlines {
    ALLOWED,
    /** Every line end ends a record; an open quote there is a reject. */
    FORBIDDEN
  }

  /** Whether the first record names the columns. */
  public enum Header {
    PRESENT,
    /** Fields are the definition's columns, in its order. */
    ABSENT
  }

  public Source {
    requireNonNull(quotedNewlines);
    requireNonNull(header);
    rename = Map.copyOf(rename);
    if (skipRows < 0) {
      throw new IllegalArgumentException("%d rows to skip".formatted(skipRows));
    }
    without = without.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(without));
    requireAbsent(Mark.DELIMITER, delimiter, without);
    requireAbsent(Mark.QUOTE, quote, without);
    if (escape != null && escapes != null) {
      throw new IllegalArgumentException(
          "'escape' makes the next character literal, 'escapes' gives it a meaning: declare one of them");
    }
    Map<Character, String> roles = new HashMap<>();
    claim("delimiter", delimiter, roles);
    claim("quote", quoteMark(quote, escapes, without), roles);
    claim("escape", escapeMark(escape, escapes), roles);
    claim("comment", comment, roles);
  }

  /** A source of which no more is said than what its marks are. */
  public Source(
      @Nullable Format format,
      @Nullable Encoding encoding,
      int skipRows,
      @Nullable Character delimiter,
      @Nullable Character quote,
      @Nullable Character escape,
      @Nullable Character comment,
      QuotedNewlines quotedNewlines,
      Header header,
      Map<String, String> rename) {
    this(
        format,
        encoding,
        skipRows,
        delimiter,
        quote,
        escape,
        comment,
        quotedNewlines,
        header,
        rename,
        Set.of(),
        null,
        null,
        null);
  }

  private static void requireAbsent(Mark mark, @Nullable Character character, Set<Mark> without) {
    if (character != null && without.contains(mark)) {
      throw new IllegalArgumentException("%s is '%s' and none".formatted(mark, character));
    }
  }

  /** The character around fields, or null if there is none. */
  public @Nullable Character quoteMark() {
    return quoteMark(quote, escapes, without);
  }

  private static @Nullable Character quoteMark(
      @Nullable Character quote, @Nullable Escapes escapes, Set<Mark> without) {
    boolean none = without.contains(Mark.QUOTE) || escapes != null;
    return quote != null ? quote : none ? null : Character.valueOf('"');
  }

  /** The character that takes the meaning from the next, or gives it one; null if there is none. */
  public @Nullable Character escapeMark() {
    return escapeMark(escape, escapes);
  }

  private static @Nullable Character escapeMark(
      @Nullable Character escape, @Nullable Escapes escapes) {
    return escapes == null ? escape : Character.valueOf('\\');
  }

  /** A column as uploads of this source write its values. */
  public Column written(Column column) {
    return values == null ? column : values.of(column);
  }

  private static void claim(
      String role, @Nullable Character character, Map<Character, String> roles) {
    if (character == null) {
      return;
    }
    if (character > 0x7F || character == '\n' || character == '\r') {
      throw new IllegalArgumentException(
          "%s U+%04X is not an ASCII character other than CR and LF"
              .formatted(role, (int) character));
    }
    String other = roles.putIfAbsent(character, role);
    if (other != null) {
      throw new IllegalArgumentException(
          "'%s' cannot be both %s and %s".formatted(character, other, role));
    }
  }

  public Source withSkipRows(int rows) {
    return builder(this).skipRows(rows).build();
  }

  public Source withDelimiter(char character) {
    return builder(this).delimiter(character).build();
  }

  public Source withRename(Map<String, String> names) {
    return builder(this).rename(names).build();
  }

  /** A source of which nothing is said. */
  public static Source detected() {
    return builder().build();
  }

  public static Source of(Format format) {
    return builder().format(format).build();
  }

  /** Begins with a source of which nothing is said. */
  public static Builder builder() {
    return new Builder();
  }

  /** Begins with what another source says. */
  public static Builder builder(Source source) {
    return new Builder(source);
  }

  /** Says one thing after the other about a source. */
  public static final class Builder {
    private @Nullable Format format;
    private @Nullable Encoding encoding;
    private int skipRows;
    private @Nullable Character delimiter;
    private @Nullable Character quote;
    private @Nullable Character escape;
    private @Nullable Character comment;
    private QuotedNewlines quotedNewlines = QuotedNewlines.ALLOWED;
    private Header header = Header.PRESENT;
    private Map<String, String> rename = Map.of();
    private final Set<Mark> without = EnumSet.noneOf(Mark.class);
    private @Nullable Escapes escapes;
    private @Nullable ShortRecords shortRecords;
    private @Nullable ValueStyle values;

    private Builder() {}

    private Builder(Source source) {
      format = source.format;
      encoding = source.encoding;
      skipRows = source.skipRows;
      delimiter = source.delimiter;
      quote = source.quote;
      escape = source.escape;
      comment = source.comment;
      quotedNewlines = source.quotedNewlines;
      header = source.header;
      rename = source.rename;
      without.addAll(source.without);
      escapes = source.escapes;
      shortRecords = source.shortRecords;
      values = source.values;
    }

    public Builder format(@Nullable Format known) {
      format = known;
      return this;
    }

    public Builder encoding(@Nullable Encoding known) {
      encoding = known;
      return this;
    }

    public Builder skipRows(int rows) {
      skipRows = rows;
      return this;
    }

    public Builder delimiter(@Nullable Character character) {
      delimiter = character;
      return this;
    }

    public Builder quote(@Nullable Character character) {
      quote = character;
      return this;
    }

    public Builder escape(@Nullable Character character) {
      escape = character;
      return this;
    }

    public Builder comment(@Nullable Character character) {
      comment = character;
      return this;
    }

    public Builder quotedNewlines(QuotedNewlines known) {
      quotedNewlines = known;
      return this;
    }

    public Builder header(Header known) {
      header = known;
      return this;
    }

    public Builder rename(Map<String, String> names) {
      rename = names;
      return this;
    }

    /** Says that there is no such mark. */
    public Builder without(Mark mark) {
      without.add(mark);
      return this;
    }

    public Builder escapes(@Nullable Escapes known) {
      escapes = known;
      return this;
    }

    /** Says what becomes of short records; what all sources do is not noted. */
    public Builder shortRecords(ShortRecords known) {
      shortRecords = known == ShortRecords.REJECT ? null : known;
      return this;
    }

    /** Says how values are written; what says nothing is not noted. */
    public Builder values(@Nullable ValueStyle style) {
      values = ValueStyle.NONE.equals(style) ? null : style;
      return this;
    }

    /**
     * The source.
     *
     * @throws IllegalArgumentException if what was said contradicts itself
     */
    public Source build() {
      return new Source(
          format,
          encoding,
          skipRows,
          delimiter,
          quote,
          escape,
          comment,
          quotedNewlines,
          header,
          rename,
          without,
          escapes,
          shortRecords,
          values);
    }
  }
}
