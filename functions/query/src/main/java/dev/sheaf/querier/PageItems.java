package dev.sheaf.querier;

import dev.sheaf.core.json.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The items of one page, whole ones only, and the response that holds them. */
final class PageItems {
  private final long maxItems;
  private final int maxBytes;
  private final ByteArrayOutputStream items = new ByteArrayOutputStream();
  private long count;

  /**
   * @param maxBytes of all items as JSON
   */
  PageItems(long maxItems, int maxBytes) {
    this.maxItems = maxItems;
    this.maxBytes = maxBytes;
  }

  /**
   * Adds an item if there is room for it.
   *
   * @param item a JSON value
   */
  boolean add(byte[] item) {
    if (count == maxItems || items.size() + item.length + 1 > maxBytes) {
      return false;
    }
    if (count > 0) {
      items.write(',');
    }
    items.writeBytes(item);
    count++;
    return true;
  }

  long count() {
    return count;
  }

  int maxBytes() {
    return maxBytes;
  }

  /**
   * The response.
   *
   * @param fields beside the items
   * @param name of the array of items
   */
  byte[] response(Map<String, ?> fields, String name) {
    String before = Json.write(fields);
    ByteArrayOutputStream response = new ByteArrayOutputStream(items.size() + before.length() + 16);
    response.writeBytes(utf8(before.substring(0, before.length() - 1)));
    response.writeBytes(utf8("%s\"%s\":[".formatted(fields.isEmpty() ? "" : ",", name)));
    response.writeBytes(items.toByteArray());
    response.writeBytes(utf8("]}"));
    return response.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
