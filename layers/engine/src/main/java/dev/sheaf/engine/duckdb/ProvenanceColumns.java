package dev.sheaf.engine.duckdb;

import dev.sheaf.core.part.Traced;
import java.util.List;

/** Names of the columns of a part that say where a row came from. */
public final class ProvenanceColumns {
  static final String SOURCE = Traced.SOURCE;
  static final String UPLOAD = Traced.UPLOAD;
  static final String OFFSET = "_offset";
  public static final List<String> COLUMNS = List.of(SOURCE, UPLOAD, OFFSET);

  private ProvenanceColumns() {}
}
