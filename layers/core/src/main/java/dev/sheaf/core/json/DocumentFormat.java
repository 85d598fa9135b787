package dev.sheaf.core.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The formats of a kind of stored document, from 1 to the newest that this version of Sheaf knows. A
 * document in a newer one is refused, since what cannot be understood must not be passed over.
 *
 * @param newest the one in which documents are written
 */
public record DocumentFormat(int newest) {
  /** The format of documents that say none. */
  public static final int FIRST = 1;

  /** Of what there is one format of so far. */
  public static final DocumentFormat ONE = new DocumentFormat(FIRST);

  private static final String KEY = "format";

  public DocumentFormat {
    if (newest < FIRST) {
      throw new IllegalArgumentException("format %d".formatted(newest));
    }
  }

  /**
   * Reads a document.
   *
   * @param what of which dataset or run this is, for people: {@code the definition of orders}
   * @param where the object, for people
   * @throws NewerFormatException if a newer version of Sheaf wrote it
   * @throws IllegalArgumentException if it is not such a document
   */
  public <T extends Formatted> T read(byte[] json, Class<T> type, String what, String where) {
    T document;
    try {
      document = Json.read(json, type);
    } catch (IllegalArgumentException e) {
      require(formatOf(json), what, where);
      throw e;
    }
    require(document.format(), what, where);
    return document;
  }

  /**
   * Checks the number that a document, an item or a message has.
   *
   * @param format null: it says none
   * @param where empty: whoever calls says it
   * @throws NewerFormatException if a newer version of Sheaf wrote it
   */
  public void require(@Nullable Integer format, String what, String where) {
    if (format != null && format > newest) {
      throw new NewerFormatException(
          ("%s%s is in format %d, and this version of Sheaf reads formats up to %d:"
                  + " a newer version wrote it; upgrade Sheaf to go on")
              .formatted(what, where.isEmpty() ? "" : " (" + where + ")", format, newest));
    }
  }

  /** What a document says that cannot be read as it should; null: nothing. */
  static @Nullable Integer formatOf(byte[] json) {
    try {
      JsonNode format = Json.mapper().readTree(json).path(KEY);
      return format.isInt() ? format.intValue() : null;
    } catch (IOException e) {
      return null;
    }
  }
}
