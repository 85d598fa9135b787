package dev.sheaf.engine.parquet;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;

/**
 * Bytes of a Parquet file that are read together, if at all: a column chunk, or its Bloom filter.
 *
 * @param name for people
 */
record Piece(String name, ByteRange bytes) {

  /** The column chunks, by row group and then in the order of the columns. */
  static List<Piece> chunks(FileMetaData metaData) {
    List<Piece> pieces = new ArrayList<>();
    for (RowGroup group : metaData.getRow_groups()) {
      for (ColumnChunk chunk : group.getColumns()) {
        pieces.add(chunk(chunk.getMeta_data()));
      }
    }
    return pieces;
  }

  /** The pages of a chunk, that of its dictionary included. */
  static Piece chunk(ColumnMetaData chunk) {
    long first = firstByte(chunk);
    return new Piece(
        "the values of " + column(chunk),
        new ByteRange(first, first + chunk.getTotal_compressed_size()));
  }

  /** The Bloom filters of those chunks that have one, in the order of the chunks. */
  static List<Piece> filters(FileMetaData metaData) {
    List<Piece> pieces = new ArrayList<>();
    for (RowGroup group : metaData.getRow_groups()) {
      for (ColumnChunk chunk : group.getColumns()) {
        if (hasFilter(chunk.getMeta_data())) {
          pieces.add(filter(chunk.getMeta_data()));
        }
      }
    }
    return pieces;
  }

  /** Whether it is said where the filter begins and ends. */
  static boolean hasFilter(ColumnMetaData chunk) {
    return chunk.isSetBloom_filter_offset()
        && chunk.isSetBloom_filter_length()
        && chunk.getBloom_filter_length() > 0;
  }

  static Piece filter(ColumnMetaData chunk) {
    long first = chunk.getBloom_filter_offset();
    return new Piece(
        "the Bloom filter of " + column(chunk),
        new ByteRange(first, first + chunk.getBloom_filter_length()));
  }

  /** The dictionary is written first; some writers say 0 where there is none. */
  static long firstByte(ColumnMetaData column) {
    long dictionary = column.isSetDictionary_page_offset() ? column.getDictionary_page_offset() : 0;
    return dictionary > 0
        ? Math.min(dictionary, column.getData_page_offset())
        : column.getData_page_offset();
  }

  private static String column(ColumnMetaData chunk) {
    return "column '%s'".formatted(String.join(".", chunk.getPath_in_schema()));
  }
}
