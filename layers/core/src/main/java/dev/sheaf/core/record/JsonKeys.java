package dev.sheaf.core.record;

import dev.sheaf.core.value.JsonScan;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys that lines have had so far, as they are written, with their columns. A key that follows
 * the one that it followed before is not looked up. Uploads choose the keys, so only so many are
 * remembered; of the others this class knows nothing.
 */
final class JsonKeys {
  private static final int MAX_KEYS = 1024;
  private static final int MAX_KEY_BYTES = 256;
  private static final int SLOTS = 4 * MAX_KEYS;
  private static final int MAX_PROBES = 16;

  /** A key without escapes. */
  static final class Key {
    final byte[] name;

    /** An index, or what {@link ColumnMapping} says in its place. */
    final int column;

    private final int place;
    private @Nullable Key next;

    private Key(byte[] name, int column, int place) {
      this.name = name;
      this.column = column;
      this.place = place;
    }

    private boolean isAt(byte[] bytes, int from, int to) {
      int end = from + name.length;
      return end < to && bytes[end] == '"' && Arrays.equals(bytes, from, end, name, 0, name.length);
    }
  }

  private final ColumnMapping mapping;
  private final int columns;
  private final @Nullable Key[] slots = new Key[SLOTS];
  private final Map<String, Integer> others = new HashMap<>();
  private final long[] lineOfPlace;
  private final Key start = new Key(new byte[0], ColumnMapping.IGNORED, -1);
  private Key previous = start;
  private long line;
  private int keys;

  JsonKeys(ColumnMapping mapping, int columns) {
    this.mapping = mapping;
    this.columns = columns;
    this.lineOfPlace = new long[columns + MAX_KEYS];
  }

  void beginLine() {
    line++;
    previous = start;
  }

  /**
   * The key that begins at {@code from}, behind its quote; null if it is not a known one and none to
   * be remembered, or the line has had it already (names compare without case).
   */
  @Nullable Key take(byte[] bytes, int from, int to) {
    Key key = previous.next;
    if (key == null || !key.isAt(bytes, from, to)) {
      int end = JsonScan.text(bytes, from, to);
      key = JsonScan.is(bytes, end, to, '"') ? find(bytes, from, end) : null;
      previous.next = key;
    }
    if (key == null || lineOfPlace[key.place] == line) {
      return null;
    }
    lineOfPlace[key.place] = line;
    previous = key;
    return key;
  }

  /** Whether the line has had a key of this column. */
  boolean has(int column) {
    return lineOfPlace[column] == line;
  }

  private @Nullable Key find(byte[] bytes, int from, int end) {
    int slot = hash(bytes, from, end);
    for (int probe = 0; probe < MAX_PROBES; probe++) {
      Key key = slots[slot];
      if (key == null) {
        return remember(slot, bytes, from, end);
      }
      if (Arrays.equals(bytes, from, end, key.name, 0, key.name.length)) {
        return key;
      }
      slot = (slot + 1) % SLOTS;
    }
    return null;
  }

  private @Nullable Key remember(int slot, byte[] bytes, int from, int end) {
    if (keys == MAX_KEYS || end - from > MAX_KEY_BYTES) {
      return null;
    }
    keys++;
    byte[] name = Arrays.copyOfRange(bytes, from, end);
    String text = new String(name, StandardCharsets.UTF_8);
    int column = mapping.column(text);
    Key key = new Key(name, column, column >= 0 ? column : otherPlace(text));
    slots[slot] = key;
    return key;
  }

  private int otherPlace(String name) {
    int place = columns + others.size();
    Integer known = others.putIfAbsent(name.toLowerCase(Locale.ROOT), place);
    return known == null ? place : known;
  }

  private static int hash(byte[] bytes, int from, int end) {
    int hash = end - from;
    for (int at = from; at < end; at++) {
      hash = hash * 31 + bytes[at];
    }
    return ((hash >>> 16) ^ hash) & (SLOTS - 1);
  }
}
