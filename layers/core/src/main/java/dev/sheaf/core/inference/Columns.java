package dev.sheaf.core.inference;

import dev.sheaf.core.dataset.ColumnType.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Infers columns that belong together: a text that stands for NULL in one of them does so in all
 * that could not hold it as a value, even where the sample happens not to show it.
 */
final class Columns {
  /** The sampled fields of one column. */
  record Sampled(String name, List<SampleField> fields, Set<Kind> allowed) {}

  private Columns() {}

  static List<ColumnFinding> infer(List<Sampled> columns) {
    List<ColumnFinding> alone = columns.stream().map(column -> infer(column, Set.of())).toList();
    Set<String> missing = new LinkedHashSet<>();
    for (ColumnFinding finding : alone) {
      if (finding.column().type().kind() != Kind.VARCHAR) {
        missing.addAll(finding.column().nulls());
      }
    }
    List<ColumnFinding> together = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      boolean known = Set.copyOf(alone.get(i).column().nulls()).containsAll(missing);
      together.add(known ? alone.get(i) : infer(columns.get(i), missing));
    }
    return together;
  }

  private static ColumnFinding infer(Sampled column, Set<String> missing) {
    return ColumnInference.infer(column.name(), column.fields(), column.allowed(), missing);
  }
}
