package dev.sheaf.core.record;

import static java.util.Objects.requireNonNull;

/**
 * Why a segment has no rows: its records cannot be told apart, or not be transformed. It counts only once the state that the segment
 * was read from is known to be right: then the upload is refused.
 *
 * @param byteOffset of the place in the upload
 * @param message one line that names the place and the remedy
 */
public record ReadFailure(Kind kind, long byteOffset, String message) {

  /** What went wrong. */
  public enum Kind {
    /** A record, which begins at the offset, is longer than allowed. */
    RECORD_TOO_LONG,
    /** The quote at the offset is open when the upload ends. */
    UNTERMINATED_QUOTE,
    /** The transform has no answer for the records from the offset on. */
    TRANSFORM
  }

  public ReadFailure {
    requireNonNull(kind);
    requireNonNull(message);
  }

  static ReadFailure tooLong(long recordOffset, long maxRecordBytes) {
    return new ReadFailure(
        Kind.RECORD_TOO_LONG,
        recordOffset,
        "the record at byte %d is longer than %d bytes: look for a quote that is not closed, or set quoted_newlines: false"
            .formatted(recordOffset, maxRecordBytes));
  }

  static ReadFailure unterminatedQuote(long quoteOffset) {
    return new ReadFailure(
        Kind.UNTERMINATED_QUOTE,
        quoteOffset,
        "the quote at byte %d is never closed: close it, or set quoted_newlines: false for its source to reject single lines instead, or quote: none if quotes are characters like others there"
            .formatted(quoteOffset));
  }
}
