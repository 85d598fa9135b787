package dev.sheaf.core.dataset;

import static java.util.Objects.requireNonNull;

import dev.sheaf.core.store.TaskOutput;
import java.util.ArrayList;
import java.util.List;

/**
 * How the definition of a dataset may change once it has rows: columns may be dropped and renamed;
 * those that stay keep their order and type, and what is new is optional and at the end, so that rows
 * of older parts read as NULL there. Rules of columns, sources, limits and what a transform computes
 * may change; they hold for later uploads.
 *
 * <p>A column is known by its id. Where one of the definitions has no {@link FieldIds} it is known by
 * its name, and none can be dropped or renamed.
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
    boolean identified = current.fieldIds() != null && next.fieldIds() != null;
    List<String> obstacles = new ArrayList<>();
    if (identified && current.integration().output() == TaskOutput.STATES) {
      obstacles.addAll(SummedColumns.obstacles(current, next));
    } else {
      obstacles.addAll(new ColumnFit(current, next, identified).obstacles());
    }
    if (!isIntegratedAlike(current, next, identified)) {
      obstacles.add(
          "rows are integrated in another way (%s, and it would be %s)"
              .formatted(current.integration().text(), next.integration().text()));
    }
    return obstacles;
  }

  /**
   * Whether a definition that the rows fit has fewer columns than they have, so that values would be
   * gone.
   */
  public static boolean drops(Definition current, Definition next) {
    return RowSchema.of(current).fields().stream()
        .anyMatch(
            field ->
                RowSchema.of(next).fields().stream()
                    .noneMatch(other -> other.isColumn(field.name(), field.id())));
  }

  /** By the same columns, whatever these are called. */
  private static boolean isIntegratedAlike(
      Definition current, Definition next, boolean identified) {
    return identified
            && current.integration() instanceof Integration.Upsert one
            && next.integration() instanceof Integration.Upsert other
        ? columns(current, one).equals(columns(next, other))
        : current.integration().equals(next.integration());
  }

  /** Ids of the columns of the key, and of the one that says which row is the latest; 0: none. */
  private static List<Integer> columns(Definition definition, Integration.Upsert upsert) {
    FieldIds ids = requireNonNull(definition.fieldIds());
    List<Integer> columns = new ArrayList<>(upsert.key().stream().map(ids::of).toList());
    columns.add(upsert.latestBy() == null ? 0 : ids.of(upsert.latestBy()));
    return columns;
  }
}
