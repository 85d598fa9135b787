package dev.sheaf.engine.duckdb;

import dev.sheaf.core.part.Traced;
import java.util.List;
import java.util.Map;

/**
 * The columns of a part that say where a row came from. Their Parquet field ids are the same in all
 * datasets, and far above those that a dataset gives to its columns; Iceberg keeps ids above
 * 2,147,483,447 for itself.
 */
public final class ProvenanceColumns {
  static final String SOURCE = Traced.SOURCE;
  static final String UPLOAD = Traced.UPLOAD;
  static final String OFFSET = "_offset";
  public static final List<String> COLUMNS = List.of(SOURCE, UPLOAD, OFFSET);

  static final Map<String, Integer> FIELD_IDS =
      Map.of(SOURCE, 2_000_000_001, UPLOAD, 2_000_000_002, OFFSET, 2_000_000_003);

  private ProvenanceColumns() {}
}
