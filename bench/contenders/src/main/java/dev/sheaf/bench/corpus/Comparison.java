package dev.sheaf.bench.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sheaf.core.dataset.Column;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Holds what Sheaf reads against what its peer reads, record by record from the last. */
final class Comparison {
  private final SheafTable table;
  private long cells;
  private long different;
  private String first = "";

  Comparison(SheafTable table) {
    this.table = table;
  }

  /** What stands above the records of Sheaf is its header, or lines that are passed over. */
  void fields(List<List<String>> records) {
    int above = records.size() - table.records().size();
    if (above < 0) {
      note("%d records, and the peer has %d".formatted(table.records().size(), records.size()));
      return;
    }
    for (int i = 0; i < table.records().size(); i++) {
      List<String> fields = records.get(above + i);
      Optional<List<@Nullable String>> row = table.records().get(i);
      if (row.isPresent()) {
        fields(fields, row.get());
      }
    }
  }

  private void fields(List<String> fields, List<@Nullable String> row) {
    for (int column = 0; column < row.size(); column++) {
      String text = column < fields.size() ? fields.get(column) : "";
      Column shape = table.definition().columns().get(column);
      check(Cells.isField(text, shape, row.get(column)), text, shape, row.get(column));
    }
  }

  void members(List<JsonNode> records) {
    if (records.size() != table.records().size()) {
      note("%d records, and the peer has %d".formatted(table.records().size(), records.size()));
      return;
    }
    Map<String, String> renames = table.definition().source("default").rename();
    for (int i = 0; i < records.size(); i++) {
      Optional<List<@Nullable String>> row = table.records().get(i);
      if (row.isPresent()) {
        Map<String, JsonNode> members = new HashMap<>();
        records
            .get(i)
            .properties()
            .forEach(
                member -> {
                  String key = member.getKey();
                  String name = renames.getOrDefault(key, renames.getOrDefault(key.strip(), key));
                  members.put(Column.fold(name.strip()), member.getValue());
                });
        for (int column = 0; column < row.get().size(); column++) {
          Column shape = table.definition().columns().get(column);
          JsonNode node = members.get(shape.foldedName());
          String value = row.get().get(column);
          check(Cells.isMember(node, shape, value), String.valueOf(node), shape, value);
        }
      }
    }
  }

  private void check(boolean same, String text, Column column, @Nullable String value) {
    cells++;
    if (!same) {
      note("'%s' is %s in column %s, a %s".formatted(text, value, column.name(), column.type()));
    }
  }

  private void note(String what) {
    if (different++ == 0) {
      first = what;
    }
  }

  /** What came of it, in a few words. */
  String verdict() {
    long rows = table.records().stream().filter(Optional::isPresent).count();
    String counts = "%,d rows, %,d rejects".formatted(rows, table.rejects().size());
    if (different > 0) {
      return "loaded DIFFERENT: %s, %,d of %,d cells, such as %s"
          .formatted(counts, different, cells, first.lines().findFirst().orElse("").replace("|", "\\|"));
    }
    return table.rejects().isEmpty() ? "loaded: " + counts : "loaded with rejects: " + counts;
  }
}
