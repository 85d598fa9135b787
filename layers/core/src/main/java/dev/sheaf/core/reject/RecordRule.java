package dev.sheaf.core.reject;

import dev.sheaf.core.value.Violation;
import java.util.Locale;

/** What a record as a whole can do wrong, before any field of it is looked at. */
public enum RecordRule {
  /** Bytes that are no text in the encoding of the upload, or half a surrogate pair in JSON. */
  ENCODING("holds bytes that are not valid in the encoding of the upload"),
  /** More or fewer fields than the header has. */
  FIELD_COUNT("wrong number of fields"),
  /** Something other than a delimiter or line end after a closing quote. */
  JUNK_AFTER_QUOTE("text after a closing quote"),
  /** A quote is open where the line, and by the dialect thus the record, ends. */
  OPEN_QUOTE("a quote is not closed on its line"),
  /** Nothing follows an escape character. */
  OPEN_ESCAPE("nothing follows the escape character"),
  /** Not JSON, or more than one value on a line. */
  JSON("malformed JSON"),
  /** A JSON value other than an object. */
  JSON_OBJECT("not a JSON object"),
  /** A key that occurs twice in an object (names compare without case). */
  DUPLICATE_KEY("the key occurs twice"),
  /** A key that is no column, where the definition refuses those. */
  UNKNOWN_KEY("the key is not a column of the definition"),
  /** A header line in the middle of an upload, or a second one below the first. */
  HEADER("a header line among the records", Weight.APART);

  private final String message;
  private final Weight weight;

  /** Whether a reject is held against its upload. */
  private enum Weight {
    COUNTS,
    /** It was to be expected of the upload, and nothing is lost with it. */
    APART
  }

  RecordRule(String message) {
    this(message, Weight.COUNTS);
  }

  RecordRule(String message, Weight weight) {
    this.message = message;
    this.weight = weight;
  }

  /** Whether a violation is of a rule that is not held against the upload. */
  public static boolean isApart(Violation violation) {
    for (RecordRule rule : values()) {
      if (rule.weight == Weight.APART && rule.text().equals(violation.rule())) {
        return true;
      }
    }
    return false;
  }

  /** The rule's name in a {@link Violation}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String message() {
    return message;
  }

  public Violation violation(String column, String value) {
    return new Violation(column, text(), value, message);
  }
}
