package dev.sheaf.core.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the definition of a dataset may change once it has rows: every column of the rows keeps its
 * place, name and type, and what is new is optional and at the end, so that rows of older parts read
 * as NULL there. Rules of columns, sources, limits and what a transform computes may change; they
 * hold for later uploads.
 *
 * <p>A column is known by its name and, where both definitions have {@link FieldIds}, by its id.
 */
public final class Evolution {
  private Evolution() {}

  /**
   * What stands against a definition.
   *
   * @param current the definition under which the rows were made that there are
   * @return a line for people per obstacle; empty: the definition can be applied
   */
  public static List<String> obstacles(Definition current, Definition next) {
    List<String> obstacles = new ArrayList<>();
    RowSchema rows = RowSchema.ofUploads(current);
    List<RowSchema.Field> wanted = RowSchema.ofUploads(next).fields();
    // Where unknown columns are kept, the extras are always the last column.
    boolean keeps =
        next.transform() == null && next.unknownColumns() == Definition.UnknownColumns.KEEP;
    List<RowSchema.Field> kept =
        rows.fields().stream()
            .filter(field -> !(keeps && field.name().equals(Definition.EXTRAS)))
            .toList();
    for (int place = 0; place < kept.size(); place++) {
      obstacle(kept.get(place), place, wanted).ifPresent(obstacles::add);
    }
    if (next.transform() == null) {
      next.columns().forEach(column -> required(column, rows).ifPresent(obstacles::add));
    }
    if (!next.integration().equals(current.integration())) {
      obstacles.add(
          "rows are integrated in another way (%s, and it would be %s)"
              .formatted(current.integration().text(), next.integration().text()));
    }
    return obstacles.isEmpty() ? others(current.fieldIds(), next.fieldIds()) : obstacles;
  }

  /** Columns that are others under the same name. Where one side has no ids, names decide. */
  private static List<String> others(@Nullable FieldIds current, @Nullable FieldIds next) {
    return current == null || next == null
        ? List.of()
        : current.othersIn(next).stream()
            .map(
                ("column '%s' is not the one of that name that the rows have: it was dropped or had"
                        + " another type in between")
                    ::formatted)
            .toList();
  }

  /** What a transform gives may always be NULL. */
  private static Optional<String> required(Column column, RowSchema rows) {
    boolean fresh = rows.fields().stream().noneMatch(field -> field.name().equals(column.name()));
    return fresh && column.requirement() == Column.Requirement.REQUIRED
        ? Optional.of(
            "column '%s' is new and required, but the rows that are there have no value for it"
                .formatted(column.name()))
        : Optional.empty();
  }

  private static Optional<String> obstacle(
      RowSchema.Field field, int place, List<RowSchema.Field> wanted) {
    Optional<RowSchema.Field> kept =
        wanted.stream().filter(column -> column.name().equals(field.name())).findFirst();
    if (kept.isEmpty()) {
      return Optional.of("column '%s' is missing".formatted(field.name()));
    }
    if (!kept.get().type().equals(field.type())) {
      return Optional.of(
          "column '%s' was %s and would be %s"
              .formatted(field.name(), field.type(), kept.get().type()));
    }
    if (wanted.indexOf(kept.get()) != place) {
      return Optional.of(
          "column '%s' was at place %d and would be at %d"
              .formatted(field.name(), place + 1, wanted.indexOf(kept.get()) + 1));
    }
    return Optional.empty();
  }
}
