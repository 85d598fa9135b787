package dev.sheaf.core.dataset;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * SQL that turns each parsed row into one row or none. What it gives is worked out once, when the
 * definition is applied, and pinned with it: whoever reads rows need not run SQL to know their
 * columns.
 *
 * @param sql one SELECT over {@code segment}, as it was written
 * @param columns what it gives, in order; empty: not worked out yet
 */
public record Transform(
    String sql,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<RowSchema.Field> columns) {

  public Transform {
    columns = List.copyOf(columns);
    if (sql.isBlank()) {
      throw new IllegalArgumentException("the transform is empty");
    }
    Set<String> names = new HashSet<>();
    for (RowSchema.Field column : columns) {
      if (!names.add(Column.fold(Column.requireName(column.name())))) {
        throw new IllegalArgumentException(
            "column '%s' is there twice (names compare without case)".formatted(column.name()));
      }
    }
  }

  /** A transform of which only the text is known. */
  public static Transform of(String sql) {
    return new Transform(sql, List.of());
  }

  @JsonIgnore
  public boolean isChecked() {
    return !columns.isEmpty();
  }

  /** The columns it gives. */
  RowSchema schema() {
    if (!isChecked()) {
      throw new IllegalStateException("the transform was not checked: " + sql);
    }
    return new RowSchema(columns);
  }
}
