package dev.sheaf.core.dataset;

import dev.sheaf.core.text.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The visible columns of rows, in order. */
public record RowSchema(List<Field> fields) {

  /** A column without the rules by which it was filled. */
  public record Field(String name, ColumnType type) {}

  public RowSchema {
    fields = List.copyOf(fields);
  }

  /**
   * The columns of the rows of snapshots.
   *
   * @throws IllegalStateException if the definition has a transform that was not checked
   */
  public static RowSchema of(Definition definition) {
    return definition.integration().schema(ofUploads(definition));
  }

  /**
   * The columns of the rows that uploads give, once they are transformed.
   *
   * @throws IllegalStateException if the definition has a transform that was not checked
   */
  public static RowSchema ofUploads(Definition definition) {
    Transform transform = definition.transform();
    return transform == null ? parsed(definition) : transform.schema();
  }

  /**
   * The columns of rows as they are read: the definition's, and the extras at the end where it keeps
   * unknown ones.
   */
  public static RowSchema parsed(Definition definition) {
    List<Field> fields = new ArrayList<>();
    for (Column column : definition.columns()) {
      fields.add(new Field(column.name(), column.type()));
    }
    if (definition.unknownColumns() == Definition.UnknownColumns.KEEP) {
      fields.add(new Field(Definition.EXTRAS, ColumnType.of(ColumnType.Kind.JSON)));
    }
    return new RowSchema(fields);
  }

  public int size() {
    return fields.size();
  }

  /** The column of this name, compared without case. */
  public Optional<Field> find(String name) {
    return fields.stream()
        .filter(field -> Column.fold(field.name()).equals(Column.fold(name)))
        .findFirst();
  }

  /** That there is no column of this name, for people. */
  String unknown(String name) {
    List<String> known = fields.stream().map(Field::name).toList();
    String guess = Spelling.nearest(name, known).map("did you mean '%s'? "::formatted).orElse("");
    return "there is no column '%s'; %scolumns are %s"
        .formatted(name, guess, String.join(", ", known));
  }
}
