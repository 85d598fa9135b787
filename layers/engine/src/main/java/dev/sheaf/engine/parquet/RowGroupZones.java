package dev.sheaf.engine.parquet;

import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.zone.Zone;
import dev.sheaf.core.zone.ZoneMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Statistics;

/**
 * Zones from the statistics of row groups. What is not certain is left out: columns of other types than
 * Sheaf writes, statistics without a count of NULLs, the old {@code min} and {@code max}, whose order
 * was never settled.
 */
final class RowGroupZones {
  private final Map<String, StatisticsType> types = new HashMap<>();

  RowGroupZones(FileMetaData metaData) {
    for (SchemaElement column : ParquetColumns.of(metaData)) {
      StatisticsType.of(column).ifPresent(type -> types.put(column.getName(), type));
    }
  }

  ZoneMap of(RowGroup group) {
    Map<String, Zone> zones = new LinkedHashMap<>();
    for (ColumnChunk chunk : group.getColumns()) {
      ColumnMetaData column = chunk.getMeta_data();
      List<String> path = column.getPath_in_schema();
      if (path.size() == 1) {
        StatisticsType type = types.get(path.get(0));
        if (type != null && column.isSetStatistics()) {
          zone(type, column).ifPresent(zone -> zones.put(Column.fold(path.get(0)), zone));
        }
      }
    }
    return new ZoneMap(zones);
  }

  private static Optional<Zone> zone(StatisticsType type, ColumnMetaData column) {
    Statistics statistics = column.getStatistics();
    long nulls = statistics.isSetNull_count() ? statistics.getNull_count() : -1;
    if (nulls < 0 || nulls > column.getNum_values()) {
      return Optional.empty();
    }
    if (nulls == column.getNum_values()) {
      return Optional.of(new Zone(type.column(), nulls, null, null));
    }
    Optional<String> min =
        statistics.isSetMin_value() ? type.text(statistics.getMin_value()) : Optional.empty();
    Optional<String> max =
        statistics.isSetMax_value() && type.hasUpperBound(statistics)
            ? type.text(statistics.getMax_value())
            : Optional.empty();
    return min.map(text -> new Zone(type.column(), nulls, text, max.orElse(null)));
  }
}
