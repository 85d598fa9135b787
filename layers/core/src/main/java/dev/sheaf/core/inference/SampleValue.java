package dev.sheaf.core.inference;

import dev.sheaf.core.row.ColumnVector;
import dev.sheaf.core.row.Quoting;
import dev.sheaf.core.value.FieldParser;
import dev.sheaf.core.value.Violation;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A sampled value, which is given to a parser in the way in which the upload's are later. */
record SampleValue(String text, Notation notation) {
  enum Notation {
    UNQUOTED,
    QUOTED,
    JSON_STRING,
    JSON_NUMBER_OR_BOOLEAN,
    JSON_NESTED,
    JSON_NULL
  }

  static SampleValue of(SampleField field) {
    return new SampleValue(
        field.text(),
        switch (field.quoting()) {
          case UNQUOTED -> Notation.UNQUOTED;
          case QUOTED -> Notation.QUOTED;
        });
  }

  /** The text as columns that are not text take it. */
  String trimmed() {
    return text.strip();
  }

  /** Whether nothing is there, whatever the type. */
  boolean isEmpty() {
    return switch (notation) {
      case UNQUOTED, QUOTED -> text.isBlank();
      case JSON_NULL -> true;
      case JSON_STRING, JSON_NUMBER_OR_BOOLEAN, JSON_NESTED -> false;
    };
  }

  /** Whether it is a word that stands for a missing value in columns that are not text. */
  boolean isMissing() {
    return isDelimited() && NullTokens.mayBe(trimmed());
  }

  /** Whether it is a field of delimited text, and a number is known by how it is written only. */
  boolean isDelimited() {
    return switch (notation) {
      case UNQUOTED, QUOTED -> true;
      case JSON_STRING, JSON_NUMBER_OR_BOOLEAN, JSON_NESTED, JSON_NULL -> false;
    };
  }

  /** As the loading of the upload does it. */
  @Nullable Violation parse(FieldParser parser, ColumnVector target) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return switch (notation) {
      case UNQUOTED -> parser.parse(bytes, 0, bytes.length, Quoting.UNQUOTED, target, 0);
      case QUOTED, JSON_NESTED -> parser.parse(bytes, 0, bytes.length, Quoting.QUOTED, target, 0);
      case JSON_STRING -> parser.parseString(bytes, 0, bytes.length, target, 0);
      case JSON_NUMBER_OR_BOOLEAN -> parser.parseNumber(bytes, 0, bytes.length, target, 0);
      case JSON_NULL -> parser.parseAbsent(target, 0);
    };
  }
}
