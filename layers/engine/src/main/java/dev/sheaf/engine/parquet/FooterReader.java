package dev.sheaf.engine.parquet;

import dev.sheaf.core.json.Digest;
import dev.sheaf.core.snapshot.FooterPlace;
import dev.sheaf.core.snapshot.RowGroup;
import dev.sheaf.core.store.ObjectReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;

/**
 * Reads the footer of a Parquet object: metadata (Thrift, compact protocol), its length in four bytes,
 * little-endian, and the magic {@code PAR1}. Where its place is known, it is one read, and the footer is
 * held against its SHA-256. Else one of the tail, and a second one if the footer is longer.
 */
final class FooterReader {
  static final String MAGIC = "PAR1";
  static final int MAGIC_BYTES = 4;

  static final int TAIL_BYTES = FooterPlace.TAIL_BYTES;

  /** Holds the footers of some hundred column chunks; costs S3 no more time than one byte. */
  private static final int GUESS_BYTES = 64 << 10;

  /** Far more than the largest part needs. */
  private static final int MAX_BYTES = 64 << 20;

  private final ObjectReader object;
  private final PartObject part;
  private final long sizeBytes;
  private Fetched fetched = Fetched.NOTHING;

  FooterReader(ObjectReader object, PartObject part) {
    this.object = object;
    this.part = part;
    this.sizeBytes = part.bytes();
  }

  PartFooter read() {
    if (sizeBytes < MAGIC_BYTES + TAIL_BYTES) {
      throw damaged(
          "%d bytes are no Parquet file; the smallest has %d"
              .formatted(sizeBytes, MAGIC_BYTES + TAIL_BYTES));
    }
    FooterPlace noted = part.footer();
    byte[] tail = fetch(noted == null ? sizeBytes - Math.min(GUESS_BYTES, sizeBytes) : from(noted));
    int length = length(tail);
    byte[] bytes = metaData(tail, length);
    FooterPlace found =
        FooterPlace.in(sizeBytes, sizeBytes - TAIL_BYTES - length, Digest.ofBytes(bytes).hex());
    if (noted != null && !noted.equals(found)) {
      throw damaged("%s instead of %s".formatted(described(found), described(noted)));
    }
    FileMetaData metaData = decode(bytes);
    List<RowGroup> rowGroups = rowGroups(metaData, found.from());
    try {
      return new PartFooter(part.uri(), metaData, rowGroups, found, fetched);
    } catch (IllegalArgumentException e) {
      throw new DamagedParquetException(
          "%s: the footer contradicts itself: %s".formatted(part.uri(), e.getMessage()), e);
    }
  }

  private long from(FooterPlace place) {
    if (place.from() + place.bytes() + TAIL_BYTES != sizeBytes) {
      throw damaged("%d bytes, and %s".formatted(sizeBytes, described(place)));
    }
    return place.from();
  }

  private static String described(FooterPlace footer) {
    return "a footer of %d bytes from byte %d, SHA-256 %s"
        .formatted(footer.bytes(), footer.from(), footer.sha256());
  }

  private DamagedParquetException damaged(String what) {
    return new DamagedParquetException(part.uri() + ": " + what);
  }

  private byte[] fetch(long from) {
    return fetch(from, sizeBytes);
  }

  private int length(byte[] tail) {
    ByteBuffer end =
        ByteBuffer.wrap(tail, tail.length - TAIL_BYTES, TAIL_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    int length = end.getInt();
    String magic =
        new String(tail, tail.length - MAGIC_BYTES, MAGIC_BYTES, StandardCharsets.ISO_8859_1);
    if (!magic.equals(MAGIC)) {
      throw damaged(
          magic.equals("PARE")
              ? "the Parquet file is encrypted"
              : "no Parquet file: it does not end in " + MAGIC);
    }
    if (length < 1 || length > Math.min(MAX_BYTES, sizeBytes - TAIL_BYTES - MAGIC_BYTES)) {
      throw damaged("a footer of %d bytes in a Parquet file of %d".formatted(length, sizeBytes));
    }
    return length;
  }

  /** The bytes of the metadata, those that the tail does not hold fetched too. */
  private byte[] metaData(byte[] tail, int length) {
    byte[] bytes = new byte[length];
    int held = Math.min(length, tail.length - TAIL_BYTES);
    System.arraycopy(tail, tail.length - TAIL_BYTES - held, bytes, length - held, held);
    long from = sizeBytes - TAIL_BYTES - length;
    if (held < length) {
      byte[] front = fetch(from, from + length - held);
      System.arraycopy(front, 0, bytes, 0, front.length);
    }
    return bytes;
  }

  private byte[] fetch(long from, long end) {
    byte[] bytes = new byte[(int) (end - from)];
    object.read(from, bytes, 0, bytes.length);
    fetched = fetched.plus(new Fetched(1, bytes.length));
    return bytes;
  }

  /** No list or text in it is longer than it is itself: damage does not take all the memory. */
  private FileMetaData decode(byte[] bytes) {
    try {
      return Util.readFileMetaData(new ByteArrayInputStream(bytes), bytes.length);
    } catch (IOException | RuntimeException e) {
      throw new DamagedParquetException(
          "%s: the footer cannot be read: %s".formatted(part.uri(), e.getMessage()), e);
    }
  }

  private List<RowGroup> rowGroups(FileMetaData metaData, long footerFrom) {
    RowGroupZones zones = new RowGroupZones(metaData);
    List<RowGroup> rowGroups = new ArrayList<>();
    long rows = 0;
    for (org.apache.parquet.format.RowGroup group : metaData.getRow_groups()) {
      ByteRange range = range(rowGroups.size(), group, footerFrom);
      rowGroups.add(
          new RowGroup(
              rowGroups.size(),
              requireCount(group.getNum_rows(), "rows"),
              range.from(),
              range.bytes(),
              zones.of(group)));
      rows += group.getNum_rows();
    }
    if (rows != metaData.getNum_rows()) {
      throw damaged(
          "row groups of %d rows in a file of %d".formatted(rows, metaData.getNum_rows()));
    }
    return rowGroups;
  }

  private ByteRange range(int ordinal, org.apache.parquet.format.RowGroup group, long footerFrom) {
    long from = footerFrom;
    long end = MAGIC_BYTES;
    for (ColumnChunk chunk : group.getColumns()) {
      if (chunk.isSetFile_path() || !chunk.isSetMeta_data()) {
        throw damaged("row group %d is encrypted, or lies in another file".formatted(ordinal));
      }
      long first = Piece.firstByte(chunk.getMeta_data());
      long bytes = chunk.getMeta_data().getTotal_compressed_size();
      if (first < MAGIC_BYTES || bytes < 0 || first > footerFrom || bytes > footerFrom - first) {
        throw damaged(
            "row group %d: a column of %d bytes from %d, where the footer begins at %d"
                .formatted(ordinal, bytes, first, footerFrom));
      }
      from = Math.min(from, first);
      end = Math.max(end, first + bytes);
    }
    if (end < from) {
      throw damaged("row group %d has no columns".formatted(ordinal));
    }
    return new ByteRange(from, end);
  }

  private long requireCount(long count, String what) {
    if (count < 0) {
      throw damaged("a row group of %d %s".formatted(count, what));
    }
    return count;
  }
}
