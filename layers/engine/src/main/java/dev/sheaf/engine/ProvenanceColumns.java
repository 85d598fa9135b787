package dev.sheaf.engine;

import java.util.List;

/** Names of the columns of a part that say where a row came from. */
final class ProvenanceColumns {
  static final String SOURCE = "_source";
  static final String UPLOAD = "_upload";
  static final String OFFSET = "_offset";
  static final List<String> COLUMNS = List.of(SOURCE, UPLOAD, OFFSET);

  private ProvenanceColumns() {}
}
