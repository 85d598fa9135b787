package dev.sheaf.engine.parquet;

import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.snapshot.RowGroup;
import dev.sheaf.core.store.ObjectReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;

/** Asks the Bloom filters of a part's row groups for one key, and reads nothing else of them. */
public final class BloomFilters {
  /** A filter that is longer is not worth its bytes. */
  private static final int MAX_BYTES = 4 << 20;

  private final ObjectReader object;
  private final PartFooter footer;
  private Fetched fetched = Fetched.NOTHING;

  public BloomFilters(ObjectReader object, PartFooter footer) {
    this.object = object;
    this.footer = footer;
  }

  /** What it took so far. */
  public Fetched fetched() {
    return fetched;
  }

  /**
   * Those row groups that may hold the key; one without a filter may.
   *
   * @param column of one that is neither VARCHAR, BIGINT, DATE nor TIMESTAMP, filters are of no use
   * @param key canonical text
   */
  public List<RowGroup> holding(List<RowGroup> groups, RowSchema.Field column, String key) {
    Optional<SchemaElement> inPart =
        footer.column(column).filter(element -> stores(element, column.type()));
    Optional<byte[]> value = inPart.flatMap(element -> plain(column.type(), key));
    if (value.isEmpty()) {
      return groups;
    }
    String name = inPart.orElseThrow().getName();
    List<RowGroup> holding = new ArrayList<>();
    for (RowGroup group : groups) {
      if (mayHold(group, name, value.get())) {
        holding.add(group);
      }
    }
    return holding;
  }

  private boolean mayHold(RowGroup group, String column, byte[] value) {
    FileMetaData metaData = footer.metaData();
    for (ColumnChunk chunk : metaData.getRow_groups().get(group.ordinal()).getColumns()) {
      ColumnMetaData data = chunk.getMeta_data();
      boolean ours =
          data.getPath_in_schema().size() == 1 && data.getPath_in_schema().get(0).equals(column);
      if (ours && Piece.hasFilter(data) && data.getBloom_filter_length() <= MAX_BYTES) {
        return BloomFilter.decode(read(Piece.filter(data))).mayHold(value);
      }
    }
    return true;
  }

  private byte[] read(Piece filter) {
    byte[] bytes = new byte[(int) filter.bytes().bytes()];
    object.read(filter.bytes().from(), bytes, 0, bytes.length);
    fetched = fetched.plus(new Fetched(1, bytes.length));
    footer.require(filter, PieceHashes.of(bytes));
    return bytes;
  }

  private static boolean stores(SchemaElement element, ColumnType type) {
    return StatisticsType.of(element).filter(stored -> stored.column().equals(type)).isPresent()
        && element.getType() != Type.FIXED_LEN_BYTE_ARRAY;
  }

  /** The key as the column stores it; empty if that is not certain. */
  private static Optional<byte[]> plain(ColumnType type, String key) {
    return switch (type.kind()) {
      case VARCHAR -> Optional.of(key.getBytes(StandardCharsets.UTF_8));
      case BIGINT -> Optional.of(eightBytes(Long.parseLong(key)));
      case DATE ->
          Optional.of(
              ByteBuffer.allocate(Integer.BYTES)
                  .order(ByteOrder.LITTLE_ENDIAN)
                  .putInt((int) LocalDate.parse(key).toEpochDay())
                  .array());
      case TIMESTAMP ->
          Optional.of(
              eightBytes(
                  ChronoUnit.MICROS.between(
                      LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC),
                      LocalDateTime.parse(key.substring(0, key.length() - 1)))));
      case BOOLEAN, DOUBLE, DECIMAL, JSON -> Optional.empty();
    };
  }

  private static byte[] eightBytes(long value) {
    return ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
  }
}
