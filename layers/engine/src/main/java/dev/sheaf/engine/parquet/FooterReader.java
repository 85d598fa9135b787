package dev.sheaf.engine.parquet;

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
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;

/**
 * Reads the footer of a Parquet object: metadata (Thrift, compact protocol), its length in four bytes,
 * little-endian, and the magic {@code PAR1}. One read of the tail; a second one if the footer is longer.
 */
final class FooterReader {
  static final String MAGIC = "PAR1";
  static final int MAGIC_BYTES = 4;

  /** What follows the metadata: its length, and the magic. */
  static final int TAIL_BYTES = 8;

  /** Holds the footers of some hundred column chunks; costs S3 no more time than one byte. */
  private static final int GUESS_BYTES = 64 << 10;

  /** Far more than the largest part needs. */
  private static final int MAX_BYTES = 64 << 20;

  private final ObjectReader object;
  private final long sizeBytes;
  private Fetched fetched = Fetched.NOTHING;

  FooterReader(ObjectReader object, long sizeBytes) {
    this.object = object;
    this.sizeBytes = sizeBytes;
  }

  PartFooter read() {
    if (sizeBytes < MAGIC_BYTES + TAIL_BYTES) {
      throw new DamagedParquetException(
          "%d bytes are no Parquet file; the smallest has %d"
              .formatted(sizeBytes, MAGIC_BYTES + TAIL_BYTES));
    }
    byte[] tail = fetch(sizeBytes - Math.min(GUESS_BYTES, sizeBytes), sizeBytes);
    int length = length(tail);
    FileMetaData metaData = decode(metaData(tail, length));
    return new PartFooter(metaData, rowGroups(metaData, sizeBytes - TAIL_BYTES - length), fetched);
  }

  private int length(byte[] tail) {
    ByteBuffer end =
        ByteBuffer.wrap(tail, tail.length - TAIL_BYTES, TAIL_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    int length = end.getInt();
    String magic =
        new String(tail, tail.length - MAGIC_BYTES, MAGIC_BYTES, StandardCharsets.ISO_8859_1);
    if (!magic.equals(MAGIC)) {
      throw new DamagedParquetException(
          magic.equals("PARE")
              ? "the Parquet file is encrypted"
              : "no Parquet file: it does not end in " + MAGIC);
    }
    if (length < 1 || length > Math.min(MAX_BYTES, sizeBytes - TAIL_BYTES - MAGIC_BYTES)) {
      throw new DamagedParquetException(
          "a footer of %d bytes in a Parquet file of %d".formatted(length, sizeBytes));
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
  private static FileMetaData decode(byte[] bytes) {
    try {
      return Util.readFileMetaData(new ByteArrayInputStream(bytes), bytes.length);
    } catch (IOException | RuntimeException e) {
      throw new DamagedParquetException("the footer cannot be read: " + e.getMessage(), e);
    }
  }

  private static List<RowGroup> rowGroups(FileMetaData metaData, long footerFrom) {
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
      throw new DamagedParquetException(
          "row groups of %d rows in a file of %d".formatted(rows, metaData.getNum_rows()));
    }
    return rowGroups;
  }

  private static ByteRange range(
      int ordinal, org.apache.parquet.format.RowGroup group, long footerFrom) {
    long from = footerFrom;
    long end = MAGIC_BYTES;
    for (ColumnChunk chunk : group.getColumns()) {
      if (chunk.isSetFile_path() || !chunk.isSetMeta_data()) {
        throw new DamagedParquetException(
            "row group %d is encrypted, or lies in another file".formatted(ordinal));
      }
      long first = firstByte(chunk.getMeta_data());
      long bytes = chunk.getMeta_data().getTotal_compressed_size();
      if (first < MAGIC_BYTES || bytes < 0 || first > footerFrom || bytes > footerFrom - first) {
        throw new DamagedParquetException(
            "row group %d: a column of %d bytes from %d, where the footer begins at %d"
                .formatted(ordinal, bytes, first, footerFrom));
      }
      from = Math.min(from, first);
      end = Math.max(end, first + bytes);
    }
    if (end < from) {
      throw new DamagedParquetException("row group %d has no columns".formatted(ordinal));
    }
    return new ByteRange(from, end);
  }

  /** The dictionary is written first; some writers say 0 where there is none. */
  private static long firstByte(ColumnMetaData column) {
    long dictionary = column.isSetDictionary_page_offset() ? column.getDictionary_page_offset() : 0;
    return dictionary > 0
        ? Math.min(dictionary, column.getData_page_offset())
        : column.getData_page_offset();
  }

  private static long requireCount(long count, String what) {
    if (count < 0) {
      throw new DamagedParquetException("a row group of %d %s".formatted(count, what));
    }
    return count;
  }
}
