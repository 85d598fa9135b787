package dev.sheaf.core.value;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sheaf.core.row.ColumnVector;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Any one JSON value; its text is kept as it is written. */
final class JsonTextParser extends ValueParser {
  @Override
  public @Nullable String parse(byte[] bytes, int from, int to, ColumnVector target, int row) {
    if (!JsonScan.isOneValue(bytes, from, to) && !isOneValue(bytes, from, to)) {
      return "is not JSON";
    }
    ((ColumnVector.Texts) target).append(row, bytes, from, to - from);
    return null;
  }

  private static boolean isOneValue(byte[] bytes, int from, int to) {
    try (JsonParser parser = Utf8Json.parser(bytes, from, to)) {
      if (parser.nextToken() == null) {
        return false;
      }
      parser.skipChildren();
      parser.finishToken();
      return parser.nextToken() == null;
    } catch (JsonProcessingException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }
}
