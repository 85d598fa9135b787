package dev.sheaf.core.dataset;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which columns a definition renames when it follows another one. */
final class Renames {
  private final Definition before;
  private final RowSchema columns;
  private final Map<String, String> former = new HashMap<>();

  private Renames(Definition before) {
    this.before = before;
    this.columns = RowSchema.of(before);
  }

  /**
   * The former names of columns, folded, by their folded names. A column of which the definition before
   * says the same is not renamed again, nor one that is there already when its former name is not.
   *
   * @throws RenameException if a column cannot be renamed
   */
  static Map<String, String> of(Definition before, Definition next) {
    Renames renames = new Renames(before);
    next.columns().forEach(renames::add);
    Set<String> gone = new HashSet<>();
    for (Column column : next.columns()) {
      String name = renames.former.get(column.foldedName());
      if (name != null) {
        renames.require(column, name);
        if (!gone.add(name)) {
          throw new RenameException("two columns are renamed from '%s'".formatted(name));
        }
      }
    }
    return renames.former;
  }

  private void add(Column column) {
    String name = column.renamedFrom();
    if (name != null
        && !isRenamed(column, name)
        && (columns.find(name).isPresent() || columns.find(column.name()).isEmpty())) {
      former.put(column.foldedName(), Column.fold(name));
    }
  }

  private boolean isRenamed(Column column, String name) {
    return before.columns().stream()
        .filter(there -> there.foldedName().equals(column.foldedName()))
        .anyMatch(there -> Objects.equals(fold(there.renamedFrom()), fold(name)));
  }

  private void require(Column column, String name) {
    RowSchema.Field there =
        columns
            .find(name)
            .orElseThrow(
                () ->
                    new RenameException(
                        "column '%s' is renamed from '%s', but %s"
                            .formatted(column.name(), name, columns.unknown(name))));
    if (!there.type().equals(column.type())) {
      throw new RenameException(
          "column '%s' is %s and '%s' is %s: a column that is renamed keeps its type"
              .formatted(column.name(), column.type(), there.name(), there.type()));
    }
    if (columns.find(column.name()).isPresent() && !former.containsValue(column.foldedName())) {
      throw new RenameException(
          ("column '%s' cannot be renamed to '%s', which is the name of another one; apply a"
                  + " definition without '%s' first, which drops that one")
              .formatted(there.name(), column.name(), column.name()));
    }
  }

  private static @Nullable String fold(@Nullable String name) {
    return name == null ? null : Column.fold(name);
  }
}
