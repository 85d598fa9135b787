package dev.sheaf.engine.parquet;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.json.Json;
import dev.sheaf.core.row.Fingerprint;
import dev.sheaf.core.row.FingerprintVersion;
import dev.sheaf.core.zone.ColumnBounds;
import dev.sheaf.core.zone.ColumnBounds.Bound;
import dev.sheaf.core.zone.RowSummary;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * What the footer of a part says of it besides Parquet's own: one key-value pair, {@value #KEY}, whose
 * value is JSON.
 *
 * <pre>
 * {"format": 1, "rows": 3, "fingerprint": "0123456789abcdef0123456789abcdef",
 *  "fingerprintVersion": 2, "columns": [["id", "bigint", 0, "1", "9"], ["note", "varchar", 3]],
 *  "chunks": "...", "filters": "..."}
 * </pre>
 *
 * <p>{@code columns} has name, type, NULLs, and, unless all are NULL, minimum and maximum as canonical
 * texts ({@link dev.sheaf.core.value.ValueText}) of each visible column, in their order. A sixth element
 * says which bounds are no values but texts that were cut: 1 the minimum, 2 the maximum, 3 both; a
 * maximum that could not be rounded up is null.
 *
 * <p>{@code chunks} is the XXH3-128 (seed 0) of the bytes of each {@link Piece#chunks}, big-endian, one
 * behind the other, in Base64 without padding; {@code filters} that of {@link Piece#filters}, and absent
 * where there are none.
 */
record PartDescription(RowSummary summary, List<HashValue128> chunks, List<HashValue128> filters) {
  /** Of the key-value pair. */
  static final String KEY = "sheaf";

  /** A newer one means something else. */
  static final int FORMAT = 1;

  private static final int HASH_BYTES = 16;
  private static final int CUT_MIN = 1;
  private static final int CUT_MAX = 2;

  PartDescription {
    chunks = List.copyOf(chunks);
    filters = List.copyOf(filters);
  }

  String encode() {
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("format", FORMAT);
    json.put("rows", summary.rows());
    json.put("fingerprint", summary.fingerprint().toString());
    json.put("fingerprintVersion", summary.fingerprintVersion().number());
    ArrayNode columns = json.putArray("columns");
    summary.columns().forEach(column -> columns.add(encode(column)));
    json.put("chunks", encode(chunks));
    if (!filters.isEmpty()) {
      json.put("filters", encode(filters));
    }
    return Json.write(json);
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @param uri of the part, for messages
   * @throws IllegalStateException if a newer version of Sheaf wrote it
   * @throws DamagedParquetException if it is anything else
   */
  static PartDescription decode(String uri, String text) {
    try {
      JsonNode json = Json.mapper().readTree(text);
      int format = json.required("format").intValue();
      if (format <= FORMAT) {
        return decode(json);
      }
      throw new IllegalStateException(
          "%s is a part of format %d, and this version of Sheaf knows formats up to %d: upgrade it"
              .formatted(uri, format, FORMAT));
    } catch (IOException | IllegalArgumentException e) {
      throw new DamagedParquetException(
          "%s: what it says of itself cannot be read: %s".formatted(uri, e.getMessage()), e);
    }
  }

  private static PartDescription decode(JsonNode json) {
    List<ColumnBounds> columns = new ArrayList<>();
    json.required("columns").forEach(column -> columns.add(decodeColumn(column)));
    return new PartDescription(
        new RowSummary(
            json.required("rows").longValue(),
            Fingerprint.parse(json.required("fingerprint").asText()),
            FingerprintVersion.of(json.required("fingerprintVersion").intValue()),
            columns),
        decodeHashes(json.required("chunks").asText()),
        json.has("filters") ? decodeHashes(json.get("filters").asText()) : List.of());
  }

  private static ArrayNode encode(ColumnBounds column) {
    ArrayNode json = Json.mapper().createArrayNode();
    json.add(column.column()).add(column.type().toString()).add(column.nulls());
    Bound min = column.min();
    Bound max = column.max();
    if (min != null && max != null) {
      json.add(min.text()).add(max.text());
      int cut = (min.exact() ? 0 : CUT_MIN) + (max.exact() ? 0 : CUT_MAX);
      if (cut > 0) {
        json.add(cut);
      }
    }
    return json;
  }

  private static ColumnBounds decodeColumn(JsonNode json) {
    int cut = json.has(5) ? json.get(5).intValue() : 0;
    return new ColumnBounds(
        json.required(0).asText(),
        ColumnType.parse(json.required(1).asText()),
        json.required(2).longValue(),
        json.has(3) ? bound(json.get(3), cut & CUT_MIN) : null,
        json.has(3) ? bound(json.required(4), cut & CUT_MAX) : null);
  }

  private static Bound bound(JsonNode text, int cut) {
    return new Bound(text.textValue(), cut == 0);
  }

  private static String encode(List<HashValue128> hashes) {
    ByteBuffer bytes = ByteBuffer.allocate(HASH_BYTES * hashes.size());
    for (HashValue128 hash : hashes) {
      bytes.putLong(hash.getMostSignificantBits()).putLong(hash.getLeastSignificantBits());
    }
    return Base64.getEncoder().withoutPadding().encodeToString(bytes.array());
  }

  private static List<HashValue128> decodeHashes(String text) {
    ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
    List<HashValue128> hashes = new ArrayList<>();
    while (bytes.remaining() >= HASH_BYTES) {
      hashes.add(new HashValue128(bytes.getLong(), bytes.getLong()));
    }
    return hashes;
  }
}
