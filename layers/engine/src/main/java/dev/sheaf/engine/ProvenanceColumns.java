package dev.sheaf.engine;

import dev.sheaf.core.engine.Traced;
import java.util.List;

/** Names of the columns of a part that say where a row came from. */
final class ProvenanceColumns {
  static final String SOURCE = Traced.SOURCE;
  static final String UPLOAD = Traced.UPLOAD;
  static final String OFFSET = "_offset";
  static final List<String> COLUMNS = List.of(SOURCE, UPLOAD, OFFSET);

  private ProvenanceColumns() {}
}
