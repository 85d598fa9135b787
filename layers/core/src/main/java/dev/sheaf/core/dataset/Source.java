package dev.sheaf.core.dataset;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One deliverer of a dataset. What is null is found out from each upload.
 *
 * @param format null: by the object's name, else by its first bytes
 * @param encoding null: by the byte order mark, else UTF-8
 * @param skipRows lines before the header, or before the data where there is none, that are passed
 *     over
 * @param delimiter of CSV; null: detected
 * @param quote of CSV; null: the double quote
 * @param escape of CSV inside quotes and out; null: none, a quote is doubled
 * @param comment of CSV, at a record's start; null: none
 * @param quotedNewlines whether a quoted CSV field may hold line ends
 * @param header whether CSV uploads begin with column names
 * @param rename names in the upload -> names of columns
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
        Map<String, String> rename) {

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
    Map<Character, String> roles = new HashMap<>();
    claim("delimiter", delimiter, roles);
    claim("quote", quote == null ? Character.valueOf('"') : quote, roles);
    claim("escape", escape, roles);
    claim("comment", comment, roles);
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
    return new Source(
        format, encoding, rows, delimiter, quote, escape, comment, quotedNewlines, header, rename);
  }

  public Source withDelimiter(char character) {
    return new Source(
        format,
        encoding,
        skipRows,
        character,
        quote,
        escape,
        comment,
        quotedNewlines,
        header,
        rename);
  }

  /** A source of which nothing is said. */
  public static Source detected() {
    return new Source(
        null, null, 0, null, null, null, null, QuotedNewlines.ALLOWED, Header.PRESENT, Map.of());
  }

  public static Source of(Format format) {
    return new Source(
        format, null, 0, null, null, null, null, QuotedNewlines.ALLOWED, Header.PRESENT, Map.of());
  }
}
