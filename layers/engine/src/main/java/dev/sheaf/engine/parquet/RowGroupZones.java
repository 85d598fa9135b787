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
import org.apache.parquet.format.FieldRepetitionType;
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
    List<SchemaElement> elements = metaData.getSchema();
    int at = 1;
    while (at < elements.size()) {
      SchemaElement element = elements.get(at);
      if (element.getNum_children() == 0
          && element.getRepetition_type() != FieldRepetitionType.REPEATED) {
        StatisticsType.of(element).ifPresent(type -> types.put(element.getName(), type));
      }
      at = behind(elements, at);
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

  /** Behind an element and all that it holds. */
  private static int behind(List<SchemaElement> elements, int at) {
    int next = at + 1;
    for (int child = 0; child < elements.get(at).getNum_children(); child++) {
      if (next >= elements.size()) {
        throw new DamagedParquetException("the schema names more columns than it has");
      }
      next = behind(elements, next);
    }
    return next;
  }
}
