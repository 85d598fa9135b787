package dev.sheaf.core.framing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * How delimited text is written. All characters are single ASCII bytes, differ from each other, and
 * are neither CR nor LF; a character that is absent is {@code null}. A doubled quote inside quotes
 * always stands for a quote, so {@code escape} is only for dialects with a character of their own.
 *
 * @param delimiter between fields; null: a record is one field
 * @param quote around fields; within an unquoted field it is literal
 * @param escape makes the next byte literal, in and out of quotes
 * @param comment makes a record that begins with it a comment
 * @param quotedNewlines whether a quoted or escaped line end belongs to the field; when not, every
 *     line end ends a record
 * @param lineEnd the byte that ends a record
 * @param cEscapes whether letters behind the escape stand for characters, as in C, and {@code \N}
 *     for NULL
 */
public record Dialect(
    @Nullable Character delimiter,
    @Nullable Character quote,
    @Nullable Character escape,
    @Nullable Character comment,
    boolean quotedNewlines,
    LineEnd lineEnd,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean cEscapes) {

  public Dialect {
    BitSet taken = new BitSet();
    claim("delimiter", delimiter, taken);
    claim("quote", quote, taken);
    claim("escape", escape, taken);
    claim("comment", comment, taken);
    if (cEscapes && escape == null) {
      throw new IllegalArgumentException("escapes of C without an escape character");
    }
  }

  /** A dialect in which an escape makes the next byte literal. */
  public Dialect(
      @Nullable Character delimiter,
      @Nullable Character quote,
      @Nullable Character escape,
      @Nullable Character comment,
      boolean quotedNewlines,
      LineEnd lineEnd) {
    this(delimiter, quote, escape, comment, quotedNewlines, lineEnd, false);
  }

  /** The byte that an escape and this one stand for. */
  public byte escaped(byte read) {
    if (!cEscapes) {
      return read;
    }
    return (byte)
        switch (read) {
          case '0' -> 0;
          case 'b' -> '\b';
          case 'f' -> '\f';
          case 'n' -> '\n';
          case 'r' -> '\r';
          case 't' -> '\t';
          case 'v' -> 0x0B;
          default -> read;
        };
  }

  private static void claim(String what, @Nullable Character character, BitSet taken) {
    if (character == null) {
      return;
    }
    if (character > 0x7F || character == '\n' || character == '\r') {
      throw new IllegalArgumentException(
          "%s U+%04X is not an ASCII character other than CR and LF"
              .formatted(what, (int) character));
    }
    if (taken.get(character)) {
      throw new IllegalArgumentException(
          "%s U+%04X already has another role in this dialect".formatted(what, (int) character));
    }
    taken.set(character);
  }
}
