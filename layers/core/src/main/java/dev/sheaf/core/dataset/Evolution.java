package dev.sheaf.core.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the definition of a dataset may change once it has rows: every column keeps its place, name
 * and type, and what is new is optional and at the end, so that rows of older parts read as NULL
 * there. Rules of columns, sources and limits may change; they hold for later uploads.
 */
public final class Evolution {
  private Evolution() {}

  /**
   * What stands against a definition.
   *
   * @param rows the columns of the rows that there are
   * @return a line for people per obstacle; empty: the definition can be applied
   */
  public static List<String> obstacles(RowSchema rows, Definition next) {
    List<String> obstacles = new ArrayList<>();
    // Where unknown columns are kept, the extras are always the last column.
    boolean keeps = next.unknownColumns() == Definition.UnknownColumns.KEEP;
    List<RowSchema.Field> kept =
        rows.fields().stream()
            .filter(field -> !(keeps && field.name().equals(Definition.EXTRAS)))
            .toList();
    for (int place = 0; place < kept.size(); place++) {
      obstacle(kept.get(place), place, next).ifPresent(obstacles::add);
    }
    for (Column column : next.columns()) {
      boolean fresh = rows.fields().stream().noneMatch(field -> field.name().equals(column.name()));
      if (fresh && column.requirement() == Column.Requirement.REQUIRED) {
        obstacles.add(
            "column '%s' is new and required, but the rows that are there have no value for it"
                .formatted(column.name()));
      }
    }
    return obstacles;
  }

  private static Optional<String> obstacle(RowSchema.Field field, int place, Definition next) {
    Optional<Column> kept =
        next.columns().stream().filter(column -> column.name().equals(field.name())).findFirst();
    if (kept.isEmpty()) {
      return Optional.of("column '%s' is missing".formatted(field.name()));
    }
    if (!kept.get().type().equals(field.type())) {
      return Optional.of(
          "column '%s' was %s and would be %s"
              .formatted(field.name(), field.type(), kept.get().type()));
    }
    if (next.columns().indexOf(kept.get()) != place) {
      return Optional.of(
          "column '%s' was at place %d and would be at %d"
              .formatted(field.name(), place + 1, next.columns().indexOf(kept.get()) + 1));
    }
    return Optional.empty();
  }
}
