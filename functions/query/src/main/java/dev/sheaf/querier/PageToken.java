package dev.sheaf.querier;

import dev.sheaf.core.json.Digest;
import dev.sheaf.core.json.Json;
import dev.sheaf.engine.duckdb.QueryException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where the next page of an answer begins. It holds all that is needed to go on, so nothing is kept between
 * pages; to whoever has it, it is opaque.
 *
 * @param request digest of what was asked
 * @param snapshots the version of each dataset that the answer is made of
 * @param answer digest of all rows of the answer; empty for lists
 * @param after what was handed out: the number of items, or the name of the last one
 */
record PageToken(
    String request, SortedMap<String, Integer> snapshots, String answer, String after) {
  private static final int CHECK_DIGITS = 16;

  PageToken {
    snapshots = new TreeMap<>(snapshots);
  }

  /** Letters, digits, {@code -}, {@code _} and one dot. */
  String text() {
    String content =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(Json.write(this).getBytes(StandardCharsets.UTF_8));
    return content + "." + check(content);
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws QueryException if it is anything else
   */
  static PageToken parse(String text) {
    int dot = text.lastIndexOf('.');
    String content = text.substring(0, Math.max(dot, 0));
    if (dot < 0 || !check(content).equals(text.substring(dot + 1))) {
      throw new QueryException(
          "'next' is damaged: send it as the page before had it, or leave it out to begin anew");
    }
    return Json.read(Base64.getUrlDecoder().decode(content), PageToken.class);
  }

  private static String check(String content) {
    return Digest.of(content).hex(CHECK_DIGITS);
  }
}
