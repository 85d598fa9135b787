package dev.sheaf.core.merge;

import dev.sheaf.core.dataset.Integration;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.part.PartReader;
import dev.sheaf.core.part.PartWriter;
import dev.sheaf.core.row.FingerprintVersion;
import dev.sheaf.core.snapshot.Part;
import dev.sheaf.core.store.Lake;
import dev.sheaf.core.store.SnapshotPlace;
import dev.sheaf.core.zone.ObservedRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Merges the rows of one range of keys after the other, with the files of one on the disk. */
final class RangeMerge {
  private final Integration.Upsert upsert;
  private final RowSchema schema;
  private final FingerprintVersion version;
  private final KeySpace keys;
  private final int[] key;
  private final Uploads uploads;
  private final PartReader reader;
  private final PartWriter writer;
  private final UpsertSizes sizes;
  private final Path folder;
  private final MergedParts parts;
  private int files;

  RangeMerge(
      Integration.Upsert upsert,
      RowSchema schema,
      FingerprintVersion version,
      KeySpace keys,
      Uploads uploads,
      Lake lake,
      PartReader reader,
      PartWriter writer,
      UpsertSizes sizes,
      Path folder,
      SnapshotPlace place) {
    this.upsert = upsert;
    this.schema = schema;
    this.version = version;
    this.keys = keys;
    this.key = upsert.key().stream().mapToInt(name -> Winners.index(schema, name)).toArray();
    this.uploads = uploads;
    this.reader = reader;
    this.writer = writer;
    this.sizes = sizes;
    this.folder = folder;
    this.parts = new MergedParts(lake, writer, folder, place);
  }

  /**
   * Writes the winners of a range.
   *
   * @param fences all row groups that may have keys of the range
   * @param partBytes about how large a part is to be
   */
  List<Part> parts(KeyInterval range, List<Fence> fences, long partBytes) throws IOException {
    if (fences.isEmpty()) {
      return List.of();
    }
    List<List<Fence>> loads = loads(fences);
    Path before = null;
    for (List<Fence> load : loads.subList(0, loads.size() - 1)) {
      before = folded(range, load, before);
    }
    List<Path> inputs = fetched(loads.get(loads.size() - 1), before);
    List<Part> written = new ArrayList<>();
    try (PartReader.OpenRows rows = reader.sorted(inputs, schema, keys.range(range))) {
      Winners winners = new Winners(rows, upsert, schema, uploads);
      long enough = enough(fences, partBytes);
      for (Part part = part(winners, enough); part != null; part = part(winners, enough)) {
        written.add(part);
      }
    }
    delete(inputs);
    return written;
  }

  /** What is fetched and merged at once. Merging is associative, so the rest can follow. */
  private List<List<Fence>> loads(List<Fence> fences) {
    List<List<Fence>> loads = new ArrayList<>();
    long bytes = 0;
    for (Fence fence : fences) {
      bytes += fence.group().bytes();
      if (loads.isEmpty() || bytes > sizes.inputBytes()) {
        loads.add(new ArrayList<>());
        bytes = fence.group().bytes();
      }
      loads.get(loads.size() - 1).add(fence);
    }
    return loads;
  }

  /** The winners so far, in a file. */
  private Path folded(KeyInterval range, List<Fence> load, @Nullable Path before)
      throws IOException {
    List<Path> inputs = fetched(load, before);
    Path file = file();
    try (PartReader.OpenRows rows = reader.sorted(inputs, schema, keys.range(range))) {
      Winners winners = new Winners(rows, upsert, schema, uploads);
      writer.writeTraced(new ObservedRows(winners, schema, version), file);
    }
    delete(inputs);
    return file;
  }

  private List<Path> fetched(List<Fence> load, @Nullable Path before) {
    Map<SortedPart, List<Integer>> ordinals = new LinkedHashMap<>();
    for (Fence fence : load) {
      ordinals
          .computeIfAbsent(fence.input(), input -> new ArrayList<>())
          .add(fence.group().ordinal());
    }
    List<Path> inputs = new ArrayList<>();
    if (before != null && Files.exists(before)) {
      inputs.add(before);
    }
    ordinals.forEach(
        (input, groups) -> {
          Path file = file();
          input.copy(groups, file);
          inputs.add(file);
        });
    return inputs;
  }

  /** So many rows are a part. What would leave a small rest stays whole. */
  private static long enough(List<Fence> fences, long partBytes) {
    long bytes = fences.stream().mapToLong(fence -> fence.group().bytes()).sum();
    long rows = fences.stream().mapToLong(fence -> fence.group().rows()).sum();
    return bytes <= 2 * partBytes ? rows : Math.max(1, rows * partBytes / bytes);
  }

  private @Nullable Part part(Winners winners, long enough) throws IOException {
    return parts.write(new PartRows(winners, schema, version, uploads, key, enough));
  }

  private Path file() {
    return folder.resolve("rows-%d.parquet".formatted(files++));
  }

  private static void delete(List<Path> done) throws IOException {
    for (Path file : done) {
      Files.deleteIfExists(file);
    }
  }
}
