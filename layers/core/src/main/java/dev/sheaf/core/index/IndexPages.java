package dev.sheaf.core.index;

import dev.sheaf.core.json.Digest;
import dev.sheaf.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts the entries of a column into pages of 8 to 32 KB. Where, the entries themselves say: behind one
 * whose hash is right. So a new entry changes the page that it falls into, rarely its neighbour, and the
 * others stay as they were, whoever wrote them.
 */
final class IndexPages {
  private static final int MIN_BYTES = 8 << 10;
  private static final int MAX_BYTES = 30 << 10;

  /** One entry in so many ends a page that is long enough: 6 KB more on average. */
  private static final int ENDS_ONE_IN = 32;

  private IndexPages() {}

  static List<List<IndexEntry>> cut(List<IndexEntry> entries) {
    List<List<IndexEntry>> pages = new ArrayList<>();
    List<IndexEntry> page = new ArrayList<>();
    int bytes = 0;
    for (IndexEntry entry : entries) {
      String text = Json.write(entry);
      page.add(entry);
      bytes += text.getBytes(StandardCharsets.UTF_8).length + 1;
      if (bytes >= MAX_BYTES || (bytes >= MIN_BYTES && mayEnd(text))) {
        pages.add(List.copyOf(page));
        page.clear();
        bytes = 0;
      }
    }
    if (!page.isEmpty()) {
      pages.add(List.copyOf(page));
    }
    return pages;
  }

  private static boolean mayEnd(String text) {
    return Integer.parseInt(Digest.of(text).hex(6), 16) % ENDS_ONE_IN == 0;
  }

  static String encode(List<IndexEntry> page) {
    return Json.write(page);
  }

  static List<IndexEntry> decode(String text) {
    return List.of(Json.read(text, IndexEntry[].class));
  }
}
