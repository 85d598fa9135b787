package dev.sheaf.query;

import dev.sheaf.core.part.ScratchFullException;
import dev.sheaf.core.snapshot.Part;
import dev.sheaf.core.snapshot.RowGroup;
import dev.sheaf.core.store.Lake;
import dev.sheaf.core.store.ObjectReader;
import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.engine.parquet.ParquetSlices;
import dev.sheaf.engine.parquet.PartFooter;
import dev.sheaf.engine.parquet.PartObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Brings parts to the local disk, and checks that they are what was committed. */
final class PartFetcher {
  private static final int PIECE_BYTES = 1 << 20;

  private final Lake lake;

  PartFetcher(Lake lake) {
    this.lake = lake;
  }

  /**
   * Copies a part to a file.
   *
   * @throws IllegalStateException if it is missing or has other bytes: the store is damaged, or the
   *     snapshot has expired meanwhile
   * @throws ScratchFullException if the disk is full
   */
  void fetch(Part part, Path file) {
    ObjectVersion object = find(part);
    String sha256 = copy(object, file);
    if (!sha256.equals(part.sha256())) {
      throw damaged(part, "has the SHA-256 %s instead of %s".formatted(sha256, part.sha256()));
    }
  }

  /**
   * Copies what is wanted of a part to a file. Row groups alone are held against the hashes that the
   * footer has of them; the SHA-256 is of the whole.
   */
  void fetch(PlannedPart planned, Path file) {
    PartFooter footer = planned.footer();
    if (footer == null || planned.isWhole()) {
      fetch(planned.part(), file);
      return;
    }
    try (ObjectReader reader = lake.store().open(find(planned.part()))) {
      ParquetSlices.copy(
          reader, footer, planned.rowGroups().stream().map(RowGroup::ordinal).toList(), file);
    }
  }

  /** The footer of a part. */
  PartFooter footer(Part part) {
    ObjectVersion object = find(part);
    try (ObjectReader reader = lake.store().open(object)) {
      return ParquetSlices.footer(
          reader, new PartObject(lake.uri(part.key()), object.sizeBytes(), part.footer()));
    }
  }

  private ObjectVersion find(Part part) {
    ObjectVersion object =
        lake.find(part.key())
            .orElseThrow(() -> damaged(part, "is missing; has its snapshot expired?"));
    if (object.sizeBytes() != part.bytes()) {
      throw damaged(part, "has %d bytes instead of %d".formatted(object.sizeBytes(), part.bytes()));
    }
    return object;
  }

  private String copy(ObjectVersion object, Path file) {
    MessageDigest digest = sha256();
    byte[] piece = new byte[(int) Math.min(PIECE_BYTES, object.sizeBytes())];
    try (ObjectReader reader = lake.store().open(object);
        OutputStream target = Files.newOutputStream(file)) {
      for (long at = 0; at < object.sizeBytes(); at += piece.length) {
        int length = (int) Math.min(piece.length, object.sizeBytes() - at);
        reader.read(at, piece, 0, length);
        digest.update(piece, 0, length);
        target.write(piece, 0, length);
      }
    } catch (IOException e) {
      throw new ScratchFullException(file, e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private IllegalStateException damaged(Part part, String what) {
    return new IllegalStateException("part %s %s".formatted(lake.uri(part.key()), what));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
