package dev.sheaf.core.merge;

import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.part.PartReader;
import dev.sheaf.core.row.Fingerprint;
import dev.sheaf.core.row.FingerprintVersion;
import dev.sheaf.core.snapshot.Part;
import dev.sheaf.core.store.Lake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Parts in upload order, where rows are not merged with each other: the objects of the uploads
 * themselves, or what compaction made of several. Such a part is only written again, without the
 * rows of some uploads, if one of its uploads was dropped or another came between them; or if its
 * fingerprint is of another version than the snapshot's, to which it could not be added.
 */
final class RowMerge {
  private final RowSchema schema;
  private final Lake lake;
  private final PartReader reader;
  private final MergedParts written;
  private final FingerprintVersion version;
  private final Path folder;
  private int files;

  /**
   * @param schema of the rows
   * @param version of the fingerprints of all parts
   * @param folder for files of the merge
   */
  RowMerge(
      RowSchema schema,
      FingerprintVersion version,
      Lake lake,
      PartReader reader,
      MergedParts written,
      Path folder) {
    this.version = version;
    this.schema = schema;
    this.lake = lake;
    this.reader = reader;
    this.written = written;
    this.folder = folder;
  }

  /** A part, and uploads that follow each other, all of which have rows in it. */
  private record Piece(Part part, List<LiveUpload> uploads) {
    boolean isWhole() {
      Set<String> ids = new HashSet<>();
      uploads.forEach(one -> ids.add(one.upload().id()));
      return ids.equals(new HashSet<>(part.uploads()));
    }
  }

  /**
   * The parts of a snapshot.
   *
   * @param live in upload order
   */
  List<Part> parts(List<LiveUpload> live) throws IOException {
    List<Part> parts = new ArrayList<>();
    for (Piece piece : pieces(live)) {
      boolean stays = piece.isWhole() && piece.part().fingerprintVersion() == version;
      parts.add(stays ? piece.part() : rewritten(List.of(piece.part()), piece.uploads()));
    }
    long rows = live.stream().mapToLong(one -> one.contribution().counts().rows()).sum();
    requireEqual("rows", rows, parts.stream().mapToLong(Part::rows).sum());
    return parts;
  }

  private static List<Piece> pieces(List<LiveUpload> live) {
    List<Piece> pieces = new ArrayList<>();
    for (LiveUpload one : live) {
      for (Part part : one.objects()) {
        Piece last = pieces.isEmpty() ? null : pieces.get(pieces.size() - 1);
        if (last == null || !last.part().key().equals(part.key())) {
          last = new Piece(part, new ArrayList<>());
          pieces.add(last);
        }
        last.uploads().add(one);
      }
    }
    return pieces;
  }

  /**
   * Merges groups of parts.
   *
   * @param parts of a snapshot
   * @param groups some of them, as {@link Compaction#groups} gives them
   * @param live the uploads of the snapshot
   * @return all parts, of the same rows
   */
  List<Part> compacted(List<Part> parts, List<List<Part>> groups, List<LiveUpload> live)
      throws IOException {
    List<Part> compacted = new ArrayList<>();
    int next = 0;
    for (List<Part> group : groups) {
      int at = parts.subList(next, parts.size()).indexOf(group.get(0)) + next;
      compacted.addAll(parts.subList(next, at));
      compacted.add(merged(group, live));
      next = at + group.size();
    }
    compacted.addAll(parts.subList(next, parts.size()));
    return compacted;
  }

  private Part merged(List<Part> group, List<LiveUpload> live) throws IOException {
    Part merged = rewritten(group, live);
    requireEqual("rows", group.stream().mapToLong(Part::rows).sum(), merged.rows());
    requireEqual(
        "fingerprint",
        group.stream().map(Part::fingerprint).reduce(Fingerprint.ZERO, Fingerprint::plus),
        merged.fingerprint());
    return merged;
  }

  private Part rewritten(List<Part> parts, List<LiveUpload> uploads) throws IOException {
    List<Path> inputs = new ArrayList<>();
    for (Part part : parts) {
      Path file = folder.resolve("input-%d.parquet".formatted(files++));
      lake.fetch(part.key(), part.sha256(), file);
      inputs.add(file);
    }
    Uploads wanted = new Uploads(uploads);
    try (PartReader.OpenRows rows = reader.inOrder(inputs, schema)) {
      PickedRows picked = new PickedRows(rows, schema, wanted);
      Part part =
          written.write(new PartRows(picked, schema, version, wanted, new int[0], Long.MAX_VALUE));
      if (part == null) {
        throw new IllegalStateException(
            "%s says that it has rows of %s, and has none"
                .formatted(parts.get(0).key(), uploads.get(0).upload().object().uri()));
      }
      return part;
    } finally {
      for (Path input : inputs) {
        Files.deleteIfExists(input);
      }
    }
  }

  /** Nothing is published that does not add up. */
  private static void requireEqual(String what, Object expected, Object found) {
    if (!expected.equals(found)) {
      throw new IllegalStateException(
          "%s of a merge: %s, expected %s".formatted(what, found, expected));
    }
  }
}
