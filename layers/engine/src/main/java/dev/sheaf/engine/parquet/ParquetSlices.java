package dev.sheaf.engine.parquet;

import dev.sheaf.core.part.ScratchFullException;
import dev.sheaf.core.snapshot.RowGroup;
import dev.sheaf.core.store.ObjectReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

/** Turns some row groups of a remote Parquet object into a small local Parquet file. */
public final class ParquetSlices {
  /** The most bytes of one read; longer ranges are read in pieces of the same length. */
  private static final int PIECE_BYTES = 32 << 20;

  private ParquetSlices() {}

  /**
   * Reads what the object says of itself: its footer alone where that was noted, else one range of its
   * tail, and a second one where the footer is longer than most.
   *
   * @throws DamagedParquetException if it is no Parquet file that can be cut, or has another footer than
   *     the one that was noted
   */
  public static PartFooter footer(ObjectReader object, PartObject part) {
    return new FooterReader(object, part).read();
  }

  /**
   * Writes a Parquet file of these row groups, and fetches their bytes alone; those of neighbours
   * together. The file has the object's columns and no index pages or Bloom filters. Every column chunk
   * is held against its hash, where the footer has one.
   *
   * @param rowGroups ordinals; the rows come in the order that they have in the object
   * @param target a new file in an existing folder
   * @return what was fetched
   * @throws DamagedParquetException if a column chunk is not what was written
   * @throws ScratchFullException if the file cannot be written
   * @throws IndexOutOfBoundsException if there is no such row group
   */
  public static Fetched copy(
      ObjectReader object, PartFooter footer, List<Integer> rowGroups, Path target) {
    List<RowGroup> chosen = new TreeSet<>(rowGroups).stream().map(footer.rowGroups()::get).toList();
    List<ByteRange> ranges =
        ByteRange.joined(
            chosen.stream().map(group -> new ByteRange(group.from(), group.end())).toList());
    try (OutputStream file = Files.newOutputStream(target)) {
      file.write(FooterWriter.magic());
      Fetched fetched = Fetched.NOTHING;
      PieceHashes hashes = new PieceHashes(chunks(footer, chosen), footer::require);
      for (ByteRange range : ranges) {
        fetched = fetched.plus(copy(object, range, hashes, file));
      }
      file.write(new FooterWriter(footer.metaData(), ranges).footer(chosen));
      return fetched;
    } catch (IOException e) {
      throw new ScratchFullException(target, e);
    }
  }

  private static List<Piece> chunks(PartFooter footer, List<RowGroup> chosen) {
    return chosen.stream()
        .map(group -> footer.metaData().getRow_groups().get(group.ordinal()))
        .flatMap(group -> group.getColumns().stream())
        .map(chunk -> Piece.chunk(chunk.getMeta_data()))
        .toList();
  }

  private static Fetched copy(
      ObjectReader object, ByteRange range, PieceHashes hashes, OutputStream file)
      throws IOException {
    int pieces = (int) ((range.bytes() + PIECE_BYTES - 1) / PIECE_BYTES);
    byte[] buffer = new byte[pieces == 0 ? 0 : (int) ((range.bytes() + pieces - 1) / pieces)];
    for (int piece = 0; piece < pieces; piece++) {
      long from = range.from() + (long) piece * buffer.length;
      int length = (int) Math.min(buffer.length, range.end() - from);
      object.read(from, buffer, 0, length);
      hashes.add(from, buffer, length);
      file.write(buffer, 0, length);
    }
    return new Fetched(pieces, range.bytes());
  }
}
