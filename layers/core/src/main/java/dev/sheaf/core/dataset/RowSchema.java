package dev.sheaf.core.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sheaf.core.text.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The visible columns of rows, in order. */
public record RowSchema(List<Field> fields) {

  /**
   * A column without the rules by which it was filled.
   *
   * @param id of the column in the dataset, which no other column of it ever has; null where the
   *     definition was made before columns had ids. In Parquet the {@code field_id}
   */
  public record Field(
      String name,
      ColumnType type,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer id) {

    /** A column without an id. */
    public Field(String name, ColumnType type) {
      this(name, type, null);
    }

    /**
     * Whether a column of a part is this one: by their ids, and where one of them has none, by their
     * names.
     */
    public boolean isColumn(String otherName, @Nullable Integer otherId) {
      return id == null || otherId == null
          ? Column.fold(name).equals(Column.fold(otherName))
          : id.equals(otherId);
    }
  }

  public RowSchema {
    fields = List.copyOf(fields);
  }

  /**
   * The columns of the rows of snapshots, with their ids where the definition has any.
   *
   * @throws IllegalStateException if the definition has a transform that was not checked
   */
  public static RowSchema of(Definition definition) {
    return identified(
        definition,
        definition.integration().schema(unidentified(definition, definition.transform())));
  }

  /**
   * The columns of the rows that uploads give, once they are transformed. Ids are of the columns of
   * parts, so these have some unless only states are kept of them.
   *
   * @throws IllegalStateException if the definition has a transform that was not checked
   */
  public static RowSchema ofUploads(Definition definition) {
    RowSchema rows = unidentified(definition, definition.transform());
    return switch (definition.integration().output()) {
      case ROWS -> identified(definition, rows);
      case STATES -> rows;
    };
  }

  /**
   * The columns of rows as they are read: the definition's, and the extras at the end where it keeps
   * unknown ones. Where there is no transform these are {@link #ofUploads}.
   */
  public static RowSchema parsed(Definition definition) {
    return definition.transform() == null ? ofUploads(definition) : unidentified(definition, null);
  }

  private static RowSchema identified(Definition definition, RowSchema schema) {
    FieldIds ids = definition.fieldIds();
    return ids == null ? schema : ids.identified(schema);
  }

  private static RowSchema unidentified(Definition definition, @Nullable Transform transform) {
    if (transform != null) {
      return transform.schema();
    }
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

  /** Whether both have columns of the same names and types in the same order, whatever their ids. */
  public boolean hasColumnsOf(RowSchema other) {
    return withoutIds().equals(other.withoutIds());
  }

  private RowSchema withoutIds() {
    return new RowSchema(
        fields.stream().map(field -> new Field(field.name(), field.type())).toList());
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
