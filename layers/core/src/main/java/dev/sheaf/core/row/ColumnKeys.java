package dev.sheaf.core.row;

import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.json.Digest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The keys under which {@link ColumnHasher} hashes the values of a column: the four big-endian words
 * of a SHA-256, so that no name and no type has keys that are weak on purpose, or like others.
 */
record ColumnKeys(long first, long firstTurned, long second, long secondTurned) {
  private static final String LABEL = "sheaf-fingerprint-2";
  private static final int WORD_DIGITS = 16;

  /** Of a column: by the tag of its type and its folded name. */
  static ColumnKeys of(RowSchema.Field field) {
    return of(RowEncoder.tag(field.type().kind()), RowHasher.folded(field));
  }

  /**
   * Of what bears this tag.
   *
   * @param tag one byte; of a type, or one that no type has
   */
  static ColumnKeys of(int tag, String name) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(LABEL.getBytes(StandardCharsets.US_ASCII));
    bytes.write(tag);
    bytes.writeBytes(name.getBytes(StandardCharsets.UTF_8));
    String hex = Digest.ofBytes(bytes.toByteArray()).hex();
    return new ColumnKeys(word(hex, 0), word(hex, 1), word(hex, 2), word(hex, 3));
  }

  private static long word(String hex, int index) {
    return Long.parseUnsignedLong(hex, index * WORD_DIGITS, (index + 1) * WORD_DIGITS, 16);
  }
}
