package dev.sheaf.core.dataset;

import java.util.List;

/** The visible columns of a dataset's rows, in order. */
public record RowSchema(List<Field> fields) {

  /** A column without the rules by which it was filled. */
  public record Field(String name, ColumnType type) {}

  public RowSchema {
    fields = List.copyOf(fields);
  }

  public static RowSchema of(Definition definition) {
    return new RowSchema(
        definition.columns().stream()
            .map(column -> new Field(column.name(), column.type()))
            .toList());
  }

  public int size() {
    return fields.size();
  }
}
