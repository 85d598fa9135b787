package dev.sheaf.core.reject;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sheaf.core.json.Json;
import dev.sheaf.core.value.Violation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads what {@link RejectEncoder} wrote. */
public final class RejectDecoder {
  private RejectDecoder() {}

  /**
   * Reads one line, with or without its line end.
   *
   * @throws IllegalArgumentException if it is anything else: the object is damaged
   */
  public static RejectRecord decode(byte[] line) {
    try {
      JsonNode node = Json.mapper().readTree(line);
      List<Violation> violations = new ArrayList<>();
      for (JsonNode error : node.required("errors")) {
        violations.add(
            new Violation(
                error.required("column").textValue(),
                error.required("rule").textValue(),
                error.required("value").textValue(),
                error.required("message").textValue()));
      }
      Reject reject =
          new Reject(
              node.required("offset").longValue(),
              node.required("length").longValue(),
              violations,
              raw(node));
      return new RejectRecord(
          node.required("upload").textValue(),
          node.required("upload_id").textValue(),
          node.required("segment").intValue(),
          reject);
    } catch (IOException | NullPointerException e) {
      throw new IllegalArgumentException("not a line of rejects: " + e.getMessage(), e);
    }
  }

  private static byte[] raw(JsonNode node) throws IOException {
    if (node.has("raw_base64")) {
      return node.required("raw_base64").binaryValue();
    }
    return node.has("raw")
        ? node.required("raw").textValue().getBytes(StandardCharsets.UTF_8)
        : new byte[0];
  }
}
