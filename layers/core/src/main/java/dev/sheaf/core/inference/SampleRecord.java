package dev.sheaf.core.inference;

import java.util.List;

/**
 * One record of a sample.
 *
 * @param end offset in the sampled bytes after the record and its line end
 * @param soundness whether its quotes are in order
 */
record SampleRecord(List<SampleField> fields, int end, Soundness soundness) {
  enum Soundness {
    SOUND,
    JUNK_AFTER_QUOTE,
    UNCLOSED_QUOTE
  }

  SampleRecord {
    fields = List.copyOf(fields);
  }

  int size() {
    return fields.size();
  }

  boolean isRegular(int columns) {
    return soundness == Soundness.SOUND && size() == columns;
  }
}
