package dev.sheaf.core.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.Integration;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.row.Counts;
import dev.sheaf.core.row.Fingerprint;
import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.core.snapshot.ManifestStore;
import dev.sheaf.core.snapshot.Part;
import dev.sheaf.core.snapshot.SnapshotRecord;
import dev.sheaf.core.store.SnapshotPlace;
import dev.sheaf.core.testing.InMemoryTable;
import dev.sheaf.core.zone.Zone;
import dev.sheaf.core.zone.ZoneMap;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class IndexProperties {
  private static final ColumnType BIGINT = ColumnType.of(ColumnType.Kind.BIGINT);
  private static final RowSchema SCHEMA =
      new RowSchema(
          List.of(
              new RowSchema.Field("Id", BIGINT),
              new RowSchema.Field("other", ColumnType.of(ColumnType.Kind.VARCHAR))));
  private static final Definition DEFINITION = indexed(List.of("id"));

  private final InMemoryTable table = new InMemoryTable();
  private final IndexReader reader = new IndexReader(table);

  private static Part part(int number, long from, long to) {
    Zone zone = new Zone(BIGINT, 0, Long.toString(from), Long.toString(to));
    return part(number, new ZoneMap(Map.of("id", zone)));
  }

  private static Part part(int number, ZoneMap zones) {
    return new Part(
        "runs/0123456789abcdef0123456789abcdef/0/%06d-0123456789abcdef.parquet".formatted(number),
        1000 + number,
        10,
        "0".repeat(64),
        Fingerprint.ZERO,
        List.of("0".repeat(32)),
        zones);
  }

  private static Manifest manifest(int version, List<Part> parts) {
    return new Manifest(
        "orders",
        version,
        version - 1,
        Instant.EPOCH.plusSeconds(version),
        "0".repeat(64),
        SCHEMA,
        parts,
        List.of(),
        null,
        Counts.NONE,
        Fingerprint.ZERO);
  }

  /** Writes the index of a version, and says how many items that took. */
  private int index(Manifest manifest, String attempt) {
    int before = table.itemNames("orders").size();
    new IndexWriter(table, table).write(DEFINITION, manifest, key(manifest, attempt));
    return table.itemNames("orders").size() - before;
  }

  private static String key(Manifest manifest, String attempt) {
    return new SnapshotPlace("orders", manifest.version(), attempt).root();
  }

  private SnapshotRecord commit(Manifest manifest, String attempt) {
    SnapshotRecord snapshot =
        SnapshotRecord.of(
            new ManifestStore.Stored(manifest, key(manifest, attempt), "0"), List.of());
    table.putDefinition("orders", "0".repeat(64));
    table.commit(snapshot);
    return snapshot;
  }

  private Set<String> found(SnapshotRecord snapshot, long key) {
    IndexRoot root = reader.root(snapshot).orElseThrow();
    return new HashSet<>(
        reader.candidates("orders", root.column("ID").orElseThrow(), Long.toString(key)).stream()
            .map(IndexEntry::part)
            .toList());
  }

  @Property(tries = 50)
  void theIndexFindsWhatTheZonesSay(@ForAll long seed, @ForAll @IntRange(max = 600) int count) {
    Random random = new Random(seed);
    int width = 1 + random.nextInt(200);
    List<Part> parts = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      long from = random.nextInt(5000) - 2500;
      parts.add(
          switch (random.nextInt(20)) {
            case 0 -> part(number, new ZoneMap(Map.of()));
            case 1 -> part(number, new ZoneMap(Map.of("id", new Zone(BIGINT, 10, null, null))));
            case 2 ->
                part(
                    number,
                    new ZoneMap(Map.of("id", new Zone(BIGINT, 0, Long.toString(from), null))));
            default -> part(number, from, from + random.nextInt(width));
          });
    }
    Manifest manifest = manifest(1, parts);
    index(manifest, "a");
    SnapshotRecord snapshot = commit(manifest, "a");
    for (int key = -2600; key < 2800; key += 97) {
      String text = Integer.toString(key);
      Set<String> expected = new HashSet<>();
      for (Part part : parts) {
        Zone zone = part.zones().zones().get("id");
        if (zone == null || zone.mayHold(text)) {
          expected.add(part.key());
        }
      }
      assertThat(found(snapshot, key)).as("key %d", key).isEqualTo(expected);
      assertThat(
              new HashSet<>(
                  IndexReader.candidates(manifest, SCHEMA.fields().get(0), text).stream()
                      .map(IndexEntry::part)
                      .toList()))
          .isEqualTo(expected);
    }
  }

  private static List<Part> disjoint(int count) {
    return IntStream.range(0, count).mapToObj(i -> part(i, i * 100L, i * 100L + 99)).toList();
  }

  @Example
  void aCommitWritesThePagesThatChangedAndNoOthers() {
    List<Part> parts = new ArrayList<>(disjoint(10_000));
    Manifest first = manifest(1, parts);
    int all = index(first, "a");
    commit(first, "a");
    assertThat(all).isBetween(60, 250);
    for (String name : table.itemNames("orders")) {
      assertThat(table.item("orders", name).orElseThrow().length()).isLessThan(64 << 10);
    }

    parts.set(5000, part(20_000, 500_000, 500_099));
    Manifest second = manifest(2, parts);
    assertThat(index(second, "b"))
        .as("the page, perhaps its neighbour, and the root")
        .isLessThan(5);
    SnapshotRecord snapshot = commit(second, "b");

    assertThat(found(snapshot, 500_007)).containsExactly(parts.get(5000).key());
    assertThat(found(snapshot, 7)).containsExactly(parts.get(0).key());
    assertThat(index(manifest(3, parts), "c")).as("the root alone").isEqualTo(1);
  }

  @Example
  void whatNoSnapshotRefersToIsRemoved() {
    Manifest first = manifest(1, disjoint(300));
    index(first, "lost");
    index(first, "a");
    SnapshotRecord one = commit(first, "a");
    List<Part> more = new ArrayList<>(disjoint(300));
    more.add(part(900, -50, -1));
    Manifest second = manifest(2, more);
    index(second, "b");

    IndexOrphans orphans = new IndexOrphans(table, table, table);
    List<IndexOrphans.Item> found = orphans.find(Instant.EPOCH);
    assertThat(found)
        .isNotEmpty()
        .allMatch(item -> item.toString().startsWith("orders 00000001-lost#"));
    assertThat(orphans.remove(Instant.EPOCH)).isEqualTo(found);
    assertThat(orphans.find(Instant.EPOCH)).isEmpty();
    assertThat(found(one, 150)).hasSize(1);

    SnapshotRecord two = commit(second, "b");
    assertThat(orphans.remove(Instant.EPOCH)).isEmpty();
    assertThat(found(two, -7)).hasSize(1);
    assertThat(found(two, 29_950)).hasSize(1);
  }

  @Example
  void whatOnlyAnExpiredSnapshotRefersToIsRemovedADayLater() {
    Manifest first = manifest(1, disjoint(300));
    index(first, "a");
    commit(first, "a");
    Manifest second = manifest(2, disjoint(299));
    index(second, "b");
    SnapshotRecord two = commit(second, "b");
    Instant expired = Instant.parse("2026-02-03T04:05:06Z");
    assertThat(table.expire("orders", 1, expired)).isTrue();

    IndexOrphans orphans = new IndexOrphans(table, table, table);
    assertThat(orphans.find(expired.plus(Duration.ofHours(24)))).isEmpty();
    List<String> removed =
        orphans.remove(expired.plus(Duration.ofHours(25))).stream()
            .map(IndexOrphans.Item::name)
            .toList();
    assertThat(removed).contains("00000001-a#ROOT").noneMatch(name -> name.contains("-b#"));
    assertThat(removed.size()).as("pages that the next version has too stay").isLessThan(4);
    assertThat(found(two, 150)).hasSize(1);
    assertThat(found(two, 29_850)).hasSize(1);
  }

  @Example
  void whatIsNotIndexedWritesNothing() {
    new IndexWriter(table, table)
        .write(indexed(List.of()), manifest(1, disjoint(3)), key(manifest(1, List.of()), "a"));

    assertThat(table.itemNames("orders")).isEmpty();
  }

  private static Definition indexed(List<String> columns) {
    return new Definition(
        "orders",
        Map.of(),
        List.of(
            Column.of("Id", BIGINT), Column.of("other", ColumnType.of(ColumnType.Kind.VARCHAR))),
        null,
        Definition.UnknownColumns.REJECT,
        new Integration.Append(),
        columns,
        null,
        0.01,
        Definition.Admission.ON_UPLOAD,
        List.of());
  }
}
