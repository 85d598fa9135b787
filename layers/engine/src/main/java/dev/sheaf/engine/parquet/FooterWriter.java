package dev.sheaf.engine.parquet;

import dev.sheaf.core.snapshot.RowGroup;
import java.io.ByteArrayOutputStream;
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
 * Makes the footer of a file that holds some byte ranges of another, one behind the other. What the other
 * says of itself as a whole is left out.
 */
final class FooterWriter {
  private final FileMetaData original;
  private final List<ByteRange> ranges;

  /**
   * @param ranges of the original, ascending, not overlapping; the first one follows the magic
   */
  FooterWriter(FileMetaData original, List<ByteRange> ranges) {
    this.original = original;
    this.ranges = ranges;
  }

  /** What every Parquet file begins with, and ends with. */
  static byte[] magic() {
    return FooterReader.MAGIC.getBytes(StandardCharsets.US_ASCII);
  }

  /** Metadata, length and magic for a file of these row groups. */
  byte[] footer(List<RowGroup> chosen) throws IOException {
    FileMetaData metaData = new FileMetaData(original);
    List<org.apache.parquet.format.RowGroup> groups = new ArrayList<>();
    for (RowGroup group : chosen) {
      org.apache.parquet.format.RowGroup moved = metaData.getRow_groups().get(group.ordinal());
      move(moved, shift(group));
      groups.add(moved);
    }
    metaData.setRow_groups(groups);
    if (metaData.isSetKey_value_metadata()) {
      metaData.getKey_value_metadata().removeIf(pair -> pair.getKey().equals(PartDescription.KEY));
    }
    metaData.setNum_rows(chosen.stream().mapToLong(RowGroup::rows).sum());
    ByteArrayOutputStream footer = new ByteArrayOutputStream();
    Util.writeFileMetaData(metaData, footer);
    footer.write(tail(footer.size()));
    return footer.toByteArray();
  }

  /** What follows the metadata: its length, and the magic. */
  static byte[] tail(int length) {
    return ByteBuffer.allocate(FooterReader.TAIL_BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(length)
        .put(magic())
        .array();
  }

  /** By how much the bytes of a group come later than in the original; mostly negative. */
  private long shift(RowGroup group) {
    ByteRange bytes = new ByteRange(group.from(), group.end());
    long at = FooterReader.MAGIC_BYTES;
    for (ByteRange range : ranges) {
      if (range.holds(bytes)) {
        return at - range.from();
      }
      at += range.bytes();
    }
    throw new IllegalArgumentException("row group %d is not copied".formatted(group.ordinal()));
  }

  private static void move(org.apache.parquet.format.RowGroup group, long shift) {
    if (group.isSetFile_offset() && group.getFile_offset() > 0) {
      group.setFile_offset(group.getFile_offset() + shift);
    }
    group.unsetOrdinal();
    for (ColumnChunk chunk : group.getColumns()) {
      chunk.unsetOffset_index_offset();
      chunk.unsetOffset_index_length();
      chunk.unsetColumn_index_offset();
      chunk.unsetColumn_index_length();
      if (chunk.getFile_offset() > 0) {
        chunk.setFile_offset(chunk.getFile_offset() + shift);
      }
      move(chunk.getMeta_data(), shift);
    }
  }

  private static void move(ColumnMetaData column, long shift) {
    column.unsetBloom_filter_offset();
    column.unsetBloom_filter_length();
    column.unsetIndex_page_offset();
    column.setData_page_offset(column.getData_page_offset() + shift);
    if (column.isSetDictionary_page_offset() && column.getDictionary_page_offset() > 0) {
      column.setDictionary_page_offset(column.getDictionary_page_offset() + shift);
    }
  }
}
