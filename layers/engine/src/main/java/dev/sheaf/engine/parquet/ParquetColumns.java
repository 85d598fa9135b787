package dev.sheaf.engine.parquet;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.SchemaElement;

/** The columns of a Parquet file that are of one value a row. Sheaf writes no others. */
final class ParquetColumns {
  private ParquetColumns() {}

  static List<SchemaElement> of(FileMetaData metaData) {
    List<SchemaElement> elements = metaData.getSchema();
    List<SchemaElement> columns = new ArrayList<>();
    int at = 1;
    while (at < elements.size()) {
      SchemaElement element = elements.get(at);
      if (element.getNum_children() == 0
          && element.getRepetition_type() != FieldRepetitionType.REPEATED) {
        columns.add(element);
      }
      at = behind(elements, at);
    }
    return columns;
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
