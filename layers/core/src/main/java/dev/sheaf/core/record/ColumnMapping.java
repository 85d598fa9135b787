package dev.sheaf.core.record;

import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.Column.Requirement;
import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.Definition.UnknownColumns;
import dev.sheaf.core.upload.UploadRefusedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which column of a dataset each name of an upload stands for: the source's renaming first, then
 * the definition's columns. Names compare without case and without blanks around them. Not for use
 * by two threads at once.
 */
public final class ColumnMapping {
  /** In place of an index: the name is no column, and the definition ignores those. */
  public static final int IGNORED = -1;

  /** In place of an index: the name is no column, and the definition refuses those. */
  public static final int UNKNOWN = -2;

  /** In place of an index: the name is no column, and the definition keeps those as extras. */
  public static final int KEPT = -3;

  /** Uploads choose the spellings; what is remembered of them stays small. */
  private static final int MAX_SPELLINGS = 1024;

  private final Definition definition;
  private final String source;
  private final Map<String, Integer> columns = new HashMap<>();
  private final Map<String, Integer> asSpelled = new HashMap<>(); // saves folding the same keys
  private final int other;

  private ColumnMapping(Definition definition, String source) {
    this.definition = definition;
    this.source = source;
    this.other = other(definition.unknownColumns());
    for (int i = 0; i < definition.columns().size(); i++) {
      columns.put(definition.columns().get(i).foldedName(), i);
    }
    Map<String, Integer> renamed = new HashMap<>();
    definition
        .source(source)
        .rename()
        .forEach((from, to) -> renamed.put(fold(from), columns.getOrDefault(fold(to), other)));
    columns.putAll(renamed);
  }

  private static int other(UnknownColumns unknown) {
    return switch (unknown) {
      case REJECT -> UNKNOWN;
      case IGNORE -> IGNORED;
      case KEEP -> KEPT;
    };
  }

  public static ColumnMapping of(Definition definition, String source) {
    return new ColumnMapping(definition, source);
  }

  /** Index of the column that this name stands for, or what is done with it otherwise. */
  public int column(String name) {
    Integer known = asSpelled.get(name);
    if (known != null) {
      return known;
    }
    int column = columns.getOrDefault(fold(name), other);
    if (asSpelled.size() < MAX_SPELLINGS) {
      asSpelled.put(name, column);
    }
    return column;
  }

  /**
   * Index of the column, {@link #IGNORED} or {@link #KEPT}, for each field of a header.
   *
   * @throws UploadRefusedException if a name is there twice or unknown, or a required column is
   *     missing
   */
  public int[] columnsOf(List<String> header) {
    int[] mapped = new int[header.size()];
    Set<String> names = new HashSet<>();
    Map<Integer, String> nameOfColumn = new HashMap<>();
    for (int i = 0; i < mapped.length; i++) {
      String name = header.get(i);
      mapped[i] = column(name);
      if (mapped[i] == UNKNOWN) {
        throw new UploadRefusedException(
            "column '%s' is not in the definition of '%s': add it, rename it in source '%s', or set unknown_columns to ignore or keep"
                .formatted(name, definition.dataset(), source));
      }
      if (!name.isBlank() && !names.add(fold(name))) {
        throw new UploadRefusedException(
            "column '%s' is there twice (names compare without case): give each its own name"
                .formatted(name));
      }
      String earlier = mapped[i] < 0 ? null : nameOfColumn.put(mapped[i], name);
      if (earlier != null) {
        throw new UploadRefusedException(
            "columns '%s' and '%s' are both column '%s': change the renaming of source '%s'"
                .formatted(earlier, name, definition.columns().get(mapped[i]).name(), source));
      }
    }
    requireRequired(nameOfColumn.keySet(), header);
    return mapped;
  }

  /** The columns that none of these indexes is. */
  int[] absent(int[] mapped) {
    List<Integer> absent = new ArrayList<>();
    for (int i = 0; i < definition.columns().size(); i++) {
      absent.add(i);
    }
    for (int column : mapped) {
      absent.remove((Integer) column);
    }
    return absent.stream().mapToInt(Integer::intValue).toArray();
  }

  private void requireRequired(Set<Integer> present, List<String> header) {
    for (int i = 0; i < definition.columns().size(); i++) {
      Column column = definition.columns().get(i);
      if (column.requirement() == Requirement.REQUIRED
          && column.defaultValue() == null
          && !present.contains(i)) {
        throw new UploadRefusedException(
            "required column '%s' is missing from the header %s: rename the one that holds it in source '%s', or give the column a default"
                .formatted(column.name(), header, source));
      }
    }
  }

  private static String fold(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }
}
