package dev.sheaf.core.merge;

import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.FieldIds;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.part.PartReader;
import dev.sheaf.core.row.RowBatch;
import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.core.snapshot.Part;
import dev.sheaf.core.store.Lake;
import dev.sheaf.core.store.TaskOutput;
import dev.sheaf.core.zone.ObservedRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Describes parts by the columns of another definition: what a snapshot says of a part, its zones and
 * its fingerprint, holds for the columns that the snapshot has. The part itself stays as it is, since
 * its columns are known by their ids; one that has none is written again, under the new names.
 */
final class Restating {
  private final Definition definition;
  private final RowSchema schema;
  private final Function<String, Definition> pinned;
  private final Uploads uploads;
  private final Lake lake;
  private final PartReader reader;
  private final MergedParts written;
  private final Path folder;
  private final Map<String, Part> restated = new HashMap<>();

  /**
   * @param definition of the columns
   * @param pinned definitions by their digests
   * @param known all uploads that may have rows in a part
   * @param folder for the file of the part that is being read
   */
  Restating(
      Definition definition,
      Function<String, Definition> pinned,
      List<LiveUpload> known,
      Lake lake,
      PartReader reader,
      MergedParts written,
      Path folder) {
    this.definition = definition;
    this.schema = RowSchema.ofUploads(definition);
    this.pinned = pinned;
    Map<String, LiveUpload> byId = new LinkedHashMap<>();
    known.forEach(one -> byId.put(one.upload().id(), one));
    this.uploads = new Uploads(List.copyOf(byId.values()));
    this.lake = lake;
    this.reader = reader;
    this.written = written;
    this.folder = folder;
  }

  /**
   * Whether a part that is described by the columns of one definition may have to be described anew
   * by those of another: where a column was dropped or renamed, or one is there again that the part may
   * have, for it was given its id before.
   */
  static boolean isNeeded(Definition described, Definition wanted) {
    FieldIds before = described.fieldIds();
    FieldIds now = wanted.fieldIds();
    if (before == null || now == null || wanted.integration().output() == TaskOutput.STATES) {
      return false;
    }
    return before.columns().entrySet().stream()
            .anyMatch(column -> !column.getValue().equals(now.columns().get(column.getKey())))
        || now.columns().values().stream()
            .anyMatch(id -> id < before.next() && !before.columns().containsValue(id));
  }

  /**
   * @param described the snapshot before, if its parts are to be described anew
   */
  Restated restated(Optional<Manifest> described, Optional<Manifest> head, List<LiveUpload> live)
      throws IOException {
    List<LiveUpload> uploadsNow = new ArrayList<>();
    for (LiveUpload one : live) {
      List<Part> objects = parts(one.objects(), one.definitionDigest());
      uploadsNow.add(new LiveUpload(one.contribution(), objects, definition.digest()));
    }
    if (described.isEmpty()) {
      return new Restated(head, uploadsNow);
    }
    Manifest before = described.get();
    return new Restated(
        Optional.of(before.withParts(parts(before.parts(), before.definitionDigest()))),
        uploadsNow);
  }

  private List<Part> parts(List<Part> parts, String definitionDigest) throws IOException {
    Definition described = pinned.apply(definitionDigest);
    if (!isNeeded(described, definition)) {
      return parts;
    }
    List<Part> now = new ArrayList<>();
    for (Part part : parts) {
      Part known = restated.get(part.key());
      if (known == null) {
        known = restated(part, RowSchema.ofUploads(described));
        restated.put(part.key(), known);
      }
      now.add(known);
    }
    return now;
  }

  private Part restated(Part part, RowSchema described) throws IOException {
    Path file = folder.resolve("described.parquet");
    lake.fetch(part.key(), part.sha256(), file);
    try {
      return reader.hasIds(file) ? described(part, file) : writtenAgain(part, file, described);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private Part described(Part part, Path file) {
    try (PartReader.OpenRows rows = reader.inOrder(List.of(file), schema)) {
      ObservedRows observed = new ObservedRows(rows, schema, part.fingerprintVersion());
      RowBatch batch = new RowBatch(rows.schema());
      long count = 0;
      for (observed.fill(batch); batch.rows() > 0; observed.fill(batch)) {
        count += batch.rows();
      }
      requireRows(part, count);
      return part.described(observed.fingerprint(), observed.zones());
    }
  }

  private Part writtenAgain(Part part, Path file, RowSchema described) throws IOException {
    List<RowSchema.Field> inFile = new ArrayList<>();
    List<RowSchema.Field> now = new ArrayList<>();
    for (RowSchema.Field field : schema.fields()) {
      described.fields().stream()
          .filter(before -> field.isColumn(before.name(), before.id()))
          .findFirst()
          .ifPresent(
              before -> {
                inFile.add(before);
                now.add(field);
              });
    }
    RowSchema visible = new RowSchema(now);
    try (PartReader.OpenRows rows = reader.inOrder(List.of(file), new RowSchema(inFile))) {
      PickedRows picked = new PickedRows(rows, visible, uploads);
      Part again =
          written.write(
              new PartRows(
                  picked,
                  visible,
                  part.fingerprintVersion(),
                  uploads,
                  part.keys() == null ? new int[0] : key(visible),
                  Long.MAX_VALUE));
      requireRows(part, again == null ? 0 : again.rows());
      return again == null ? part : again;
    }
  }

  private int[] key(RowSchema visible) {
    List<String> names = visible.fields().stream().map(field -> Column.fold(field.name())).toList();
    return definition.integration().key().stream()
        .mapToInt(name -> names.indexOf(Column.fold(name)))
        .toArray();
  }

  private static void requireRows(Part part, long found) {
    if (found != part.rows()) {
      throw new IllegalStateException(
          "part %s has %d rows instead of %d".formatted(part.key(), found, part.rows()));
    }
  }
}
