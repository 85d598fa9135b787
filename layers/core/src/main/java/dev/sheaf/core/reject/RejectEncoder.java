package dev.sheaf.core.reject;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sheaf.core.json.Json;
import dev.sheaf.core.value.Utf8;
import dev.sheaf.core.value.Violation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Writes rejects as NDJSON, a line each:
 *
 * <pre>{"upload":"s3://...","upload_id":"...","segment":0,"offset":17,"length":9,
 *  "errors":[{"column":"amount","rule":"type","value":"x","message":"is not a bigint"}],
 *  "raw":"1,x,2024\n"}</pre>
 *
 * <p>Bytes that are not UTF-8 are {@code raw_base64} instead of {@code raw}; those of a record
 * longer than {@value Reject#MAX_RAW_BYTES} are left out. {@link RejectDecoder} reads it back.
 */
public final class RejectEncoder {
  private final String uploadUri;
  private final String uploadId;
  private final int segment;

  /**
   * For the rejects of one segment; see {@link RejectRecord}.
   */
  public RejectEncoder(String uploadUri, String uploadId, int segment) {
    this.uploadUri = uploadUri;
    this.uploadId = uploadId;
    this.segment = segment;
  }

  /** One line, with its line end. */
  public byte[] encode(Reject reject) {
    ByteArrayOutputStream line = new ByteArrayOutputStream(256 + reject.raw().length * 2);
    try (JsonGenerator json = Json.mapper().createGenerator(line)) {
      write(reject, json);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    line.write('\n');
    return line.toByteArray();
  }

  private void write(Reject reject, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("upload", uploadUri);
    json.writeStringField("upload_id", uploadId);
    json.writeNumberField("segment", segment);
    json.writeNumberField("offset", reject.offset());
    json.writeNumberField("length", reject.length());
    json.writeArrayFieldStart("errors");
    for (Violation violation : reject.violations()) {
      json.writeStartObject();
      json.writeStringField("column", violation.column());
      json.writeStringField("rule", violation.rule());
      json.writeStringField("value", violation.value());
      json.writeStringField("message", violation.message());
      json.writeEndObject();
    }
    json.writeEndArray();
    writeRaw(reject.raw(), json);
    json.writeEndObject();
  }

  private static void writeRaw(byte[] raw, JsonGenerator json) throws IOException {
    if (raw.length == 0) {
      return;
    }
    if (Utf8.isValid(raw, 0, raw.length)) {
      json.writeStringField("raw", new String(raw, StandardCharsets.UTF_8));
    } else {
      json.writeBinaryField("raw_base64", raw);
    }
  }
}
