package dev.sheaf.engine.parquet;

import com.dynatrace.hash4j.hashing.HashValue128;
import dev.sheaf.core.json.Digest;
import dev.sheaf.core.part.ScratchFullException;
import dev.sheaf.core.snapshot.FooterPlace;
import dev.sheaf.core.zone.RowSummary;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.Util;

/**
 * Completes a Parquet file that was just written: its footer is told what {@link PartDescription} says.
 * All bytes before the footer stay as they are.
 */
public final class PartCompletion {
  private static final int BUFFER_BYTES = 1 << 18;

  private final Path file;
  private final FileChannel channel;

  private PartCompletion(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Completes a file.
   *
   * @param rows what it holds
   * @return where its footer lies now
   * @throws IllegalStateException if it holds another number of rows
   * @throws ScratchFullException if it cannot be read or written
   */
  public static FooterPlace complete(Path file, RowSummary rows) {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return new PartCompletion(file, channel).complete(rows);
    } catch (IOException e) {
      throw new ScratchFullException(file, e);
    }
  }

  private FooterPlace complete(RowSummary rows) throws IOException {
    PartFooter footer =
        new FooterReader(
                new FileReader(file, channel),
                new PartObject(file.toString(), channel.size(), null))
            .read();
    FileMetaData metaData = footer.metaData();
    if (metaData.getNum_rows() != rows.rows()) {
      throw new IllegalStateException(
          "%s has %d rows instead of %d".formatted(file, metaData.getNum_rows(), rows.rows()));
    }
    long from = footer.place().from();
    add(metaData, description(rows, metaData, from));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Util.writeFileMetaData(metaData, bytes);
    byte[] written = bytes.toByteArray();
    bytes.write(FooterWriter.tail(written.length));
    write(ByteBuffer.wrap(bytes.toByteArray()), from);
    channel.truncate(from + bytes.size());
    return new FooterPlace(from, written.length, Digest.ofBytes(written).hex());
  }

  private PartDescription description(RowSummary rows, FileMetaData metaData, long end)
      throws IOException {
    List<Piece> chunks = Piece.chunks(metaData);
    List<Piece> filters = Piece.filters(metaData);
    List<Piece> all = new ArrayList<>(chunks);
    all.addAll(filters);
    Map<Piece, HashValue128> hashes = new HashMap<>();
    PieceHashes hashing = new PieceHashes(all, hashes::put);
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    for (long at = 0; at < end; ) {
      int length = channel.read(buffer.clear(), at);
      if (length < 0) {
        throw new EOFException("%s ends before byte %d".formatted(file, end));
      }
      hashing.add(at, buffer.array(), (int) Math.min(length, end - at));
      at += length;
    }
    return new PartDescription(
        rows,
        chunks.stream().map(hashes::get).toList(),
        filters.stream().map(hashes::get).toList());
  }

  private static void add(FileMetaData metaData, PartDescription description) {
    KeyValue pair = new KeyValue(PartDescription.KEY);
    pair.setValue(description.encode());
    metaData.addToKey_value_metadata(pair);
  }

  private void write(ByteBuffer bytes, long at) throws IOException {
    long next = at;
    while (bytes.hasRemaining()) {
      next += channel.write(bytes, next);
    }
  }
}
