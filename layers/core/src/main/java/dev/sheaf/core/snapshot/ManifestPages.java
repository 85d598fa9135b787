package dev.sheaf.core.snapshot;

import dev.sheaf.core.json.Digest;
import dev.sheaf.core.json.Gzip;
import dev.sheaf.core.json.Json;
import dev.sheaf.core.store.Lake;
import dev.sheaf.core.store.Payload;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The pages of snapshots in the lake: JSON, packed by gzip. They never change, so those that were read
 * last are kept.
 */
final class ManifestPages {
  /** Several hundred bytes each. */
  private static final int MAX_KEPT_ENTRIES = 200_000;

  private final Lake lake;
  private final Map<String, List<?>> kept = new LinkedHashMap<>(16, 0.75f, true);
  private int keptEntries;

  ManifestPages(Lake lake) {
    this.lake = lake;
  }

  /** A page, or what goes beside it, as it is stored. */
  static byte[] packed(Object content) {
    return Gzip.pack(Json.write(content).getBytes(StandardCharsets.UTF_8));
  }

  /** Stores what was packed, under a key that nothing else has. */
  Lake.Stored put(String key, byte[] packed) {
    lake.put(key, new Payload.Bytes(packed), "application/gzip");
    return new Lake.Stored(key, packed.length, Digest.ofBytes(packed).hex());
  }

  List<PartEntry> parts(Lake.Stored page) {
    return read(page, PartEntry[].class);
  }

  List<ContributionEntry> contributions(Lake.Stored page) {
    return read(page, ContributionEntry[].class);
  }

  @SuppressWarnings("unchecked") // A key is of one type only.
  private <T> List<T> read(Lake.Stored page, Class<T[]> type) {
    Optional<List<?>> before = find(page.key());
    if (before.isPresent()) {
      return (List<T>) before.get();
    }
    List<T> entries =
        List.of(Json.read(Gzip.unpack(lake.require(page.key(), page.sha256())), type));
    keep(page.key(), entries);
    return entries;
  }

  private synchronized Optional<List<?>> find(String key) {
    return Optional.ofNullable(kept.get(key));
  }

  private synchronized void keep(String key, List<?> entries) {
    if (kept.put(key, entries) == null) {
      keptEntries += entries.size();
    }
    Iterator<List<?>> eldest = kept.values().iterator();
    while (keptEntries > MAX_KEPT_ENTRIES && kept.size() > 1) {
      keptEntries -= eldest.next().size();
      eldest.remove();
    }
  }
}
