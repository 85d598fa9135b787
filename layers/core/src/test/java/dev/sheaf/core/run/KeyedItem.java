package dev.sheaf.core.run;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A record with the key (k, n); {@code at} may be NULL. */
record KeyedItem(String k, int n, @Nullable Integer at, String note) {
  /** The columns of a definition. */
  static final String COLUMNS =
      """
      sources:
        a: { format: csv, delimiter: "," }
        b: { format: csv, delimiter: "," }
      columns:
        k: { type: varchar, required: true }
        n: { type: bigint, required: true }
        at: bigint
        note: varchar
      """;

  private static final List<String> KEYS = List.of("", "a", "b", "ab", "é", "ｚ", "🌾", "zz", "b,c");

  static Delivery<KeyedItem> delivery(String key, List<KeyedItem> items) {
    return new Delivery<>(
        key,
        items,
        items.stream().map(KeyedItem::line).collect(Collectors.joining("", "k,n,at,note\n", "")));
  }

  /**
   * Some rows at one of six keys.
   *
   * @param number tells its rows from those of others
   */
  static Delivery<KeyedItem> random(int number, Random random) {
    String source = random.nextBoolean() ? "a" : "b";
    List<KeyedItem> items = new ArrayList<>();
    int rows = 1 + random.nextInt(15);
    for (int row = 0; row < rows; row++) {
      items.add(
          new KeyedItem(
              KEYS.get(random.nextInt(1 + random.nextInt(KEYS.size()))),
              random.nextInt(3),
              random.nextInt(4) == 0 ? null : random.nextInt(4),
              number + "-" + row));
    }
    return delivery("d/%s/%d.csv".formatted(source, random.nextInt(3)), items);
  }

  /** Of each key the row that an upsert keeps, in the order of the keys. */
  static List<KeyedItem> winners(List<Delivery<KeyedItem>> deliveries, boolean latest) {
    Map<String, KeyedItem> rows = new LinkedHashMap<>();
    for (Delivery<KeyedItem> delivery : deliveries) {
      for (KeyedItem item : delivery.items()) {
        rows.merge(
            item.k() + "/" + item.n(),
            item,
            (old, next) -> !latest || next.rank() >= old.rank() ? next : old);
      }
    }
    Comparator<KeyedItem> byKey = KeyedItem::compareKeys;
    return rows.values().stream().sorted(byKey).toList();
  }

  /** As {@link MemorySheaf#rows} has it. */
  String row() {
    return "%s,%d,%s,%s".formatted(quoted(k), n, at == null ? "" : at.toString(), note);
  }

  private String line() {
    return "\"%s\",%d,%s,%s\n".formatted(k, n, at == null ? "" : at.toString(), note);
  }

  private int rank() {
    return at == null ? -1 : at;
  }

  static String quoted(String text) {
    return text.isEmpty() || text.contains(",") ? '"' + text + '"' : text;
  }

  private static int compareKeys(KeyedItem one, KeyedItem other) {
    int order = compareTexts(one.k, other.k);
    return order != 0 ? order : Integer.compare(one.n, other.n);
  }

  /** By their UTF-8 bytes. */
  static int compareTexts(String one, String other) {
    return Arrays.compareUnsigned(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
