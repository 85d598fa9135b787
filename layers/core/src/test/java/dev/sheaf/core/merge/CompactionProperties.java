package dev.sheaf.core.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.dataset.Aggregation;
import dev.sheaf.core.dataset.Integration;
import dev.sheaf.core.row.Fingerprint;
import dev.sheaf.core.snapshot.Part;
import dev.sheaf.core.zone.ZoneMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What compaction chooses, for parts of any sizes. */
class CompactionProperties {
  private static final CompactionSizes SIZES = new CompactionSizes(1_000, 3_000, 20);

  @Property
  void groupsAreNeighboursThatMakeOnePartOfTwiceTheLargest(@ForAll("parts") List<Part> parts) {
    List<List<Part>> groups = Compaction.groups(parts, SIZES);
    int next = 0;
    for (List<Part> group : groups) {
      int at = parts.indexOf(group.get(0));
      assertThat(at).isGreaterThanOrEqualTo(next);
      next = at + group.size();
      assertThat(parts.subList(at, next)).isEqualTo(group).hasSizeGreaterThan(1);
      assertThat(bytes(group)).isLessThanOrEqualTo(SIZES.partBytes());
      assertThat(group).allMatch(part -> 2 * part.bytes() <= bytes(group));
    }
    assertThat(groups.stream().mapToInt(List::size).sum()).isLessThanOrEqualTo(SIZES.partsAtOnce());
    assertThat(groups.stream().mapToLong(CompactionProperties::bytes).sum())
        .isLessThanOrEqualTo(SIZES.bytesAtOnce());
  }

  /** A part at least doubles whenever it is written again, from 1 byte to 1,000: ten times. */
  @Property
  void itComesToAnEndAndNoRowIsWrittenOften(@ForAll("parts") List<Part> parts) {
    Map<String, Integer> writes = new HashMap<>();
    List<Part> now = parts;
    for (List<List<Part>> groups = Compaction.groups(now, SIZES);
        !groups.isEmpty();
        groups = Compaction.groups(now, SIZES)) {
      now = merged(now, groups, writes);
    }
    assertThat(bytes(now)).isEqualTo(bytes(parts));
    assertThat(writes.values()).allMatch(times -> times <= 10);
  }

  @Example
  void manySmallPartsBehindALargeOneAreMerged() {
    List<Part> parts = new ArrayList<>(List.of(part(0, 900)));
    IntStream.range(1, 30).forEach(number -> parts.add(part(number, 2)));
    assertThat(Compaction.groups(parts, SIZES)).hasSize(1);
    assertThat(Compaction.groups(parts, SIZES).get(0)).isEqualTo(parts.subList(1, 20));
  }

  @Example
  void whereRowsAreMergedThereIsNothingToDo() {
    List<Part> parts = List.of(part(0, 1), part(1, 1), part(2, 1));
    assertThat(Compaction.groups(new Integration.Append(), parts, SIZES)).hasSize(1);
    assertThat(Compaction.groups(new Integration.Replace(), parts, SIZES)).hasSize(1);
    assertThat(Compaction.groups(new Integration.Upsert(List.of("id"), null), parts, SIZES))
        .isEmpty();
    Aggregation aggregation = new Aggregation(List.of(), List.of());
    assertThat(Compaction.groups(new Integration.Aggregate(aggregation), parts, SIZES)).isEmpty();
  }

  @Provide
  Arbitrary<List<Part>> parts() {
    return Arbitraries.frequencyOf(
            Tuple.of(5, Arbitraries.longs().between(1, 20)),
            Tuple.of(3, Arbitraries.longs().between(1, 400)),
            Tuple.of(1, Arbitraries.longs().between(400, 2_000)))
        .list()
        .ofMaxSize(80)
        .map(
            sizes ->
                IntStream.range(0, sizes.size())
                    .mapToObj(number -> part(number, sizes.get(number)))
                    .toList());
  }

  private static List<Part> merged(
      List<Part> parts, List<List<Part>> groups, Map<String, Integer> writes) {
    List<Part> merged = new ArrayList<>(parts);
    for (List<Part> group : groups) {
      int at = merged.indexOf(group.get(0));
      merged.subList(at, at + group.size()).clear();
      merged.add(at, together(group));
      together(group).uploads().forEach(upload -> writes.merge(upload, 1, Integer::sum));
    }
    return merged;
  }

  private static Part together(List<Part> group) {
    List<String> uploads = group.stream().flatMap(part -> part.uploads().stream()).toList();
    return part("merged-" + uploads.get(0), bytes(group), uploads);
  }

  private static long bytes(List<Part> parts) {
    return parts.stream().mapToLong(Part::bytes).sum();
  }

  private static Part part(int number, long bytes) {
    return part("part-" + number, bytes, List.of("upload-" + number));
  }

  private static Part part(String key, long bytes, List<String> uploads) {
    return new Part(
        key, bytes, bytes, "0".repeat(64), Fingerprint.ZERO, uploads, new ZoneMap(Map.of()));
  }
}
