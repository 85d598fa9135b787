package dev.sheaf.core.dataset;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether the columns of rows that there are fit a definition. */
final class ColumnFit {
  private final Definition next;
  private final boolean identified;
  private final RowSchema rows;
  private final List<RowSchema.Field> wanted;
  private final Set<Integer> known = new HashSet<>();
  private final Set<String> unsettled;
  private int kept;

  /**
   * @param identified whether columns are known by their ids
   */
  ColumnFit(Definition current, Definition next, boolean identified) {
    this.next = next;
    this.identified = identified;
    this.unsettled = current.unsettled();
    this.rows = RowSchema.ofUploads(current);
    this.wanted = RowSchema.ofUploads(next).fields();
    rows.fields().forEach(field -> known.add(field.id() == null ? 0 : field.id()));
  }

  List<String> obstacles() {
    // Where unknown columns are kept, the extras are always the last column.
    boolean keeps =
        next.transform() == null && next.unknownColumns() == Definition.UnknownColumns.KEEP;
    List<String> obstacles = new ArrayList<>();
    for (RowSchema.Field field : rows.fields()) {
      if (!(keeps && field.name().equals(Definition.EXTRAS))) {
        (identified ? obstacleById(field) : obstacleByName(field)).ifPresent(obstacles::add);
      }
    }
    if (next.transform() == null) {
      next.columns().forEach(column -> required(column).ifPresent(obstacles::add));
    }
    return obstacles;
  }

  private Optional<String> obstacleById(RowSchema.Field field) {
    Optional<RowSchema.Field> same = find(field);
    if (same.isPresent()) {
      return fit(field, same.get());
    }
    if (isSettled(field)) {
      kept++;
      return Optional.empty();
    }
    // Of the same name, but another column than any that the rows have.
    return wanted.stream()
        .filter(other -> Column.fold(other.name()).equals(Column.fold(field.name())))
        .filter(other -> !isKnown(other))
        .findFirst()
        .map(other -> other(field, other));
  }

  /** Whether no value was seen of the column yet, and another one stands in its place now. */
  private boolean isSettled(RowSchema.Field field) {
    return unsettled.contains(Column.fold(field.name()))
        && kept < wanted.size()
        && Column.fold(wanted.get(kept).name()).equals(Column.fold(field.name()));
  }

  private static String other(RowSchema.Field field, RowSchema.Field other) {
    return other.type().equals(field.type())
        ? ("column '%s' is not the one of that name that the rows have: it was dropped or had"
                + " another type in between")
            .formatted(Column.fold(field.name()))
        : retyped(field, other);
  }

  private Optional<RowSchema.Field> find(RowSchema.Field field) {
    return wanted.stream().filter(other -> other.isColumn(field.name(), field.id())).findFirst();
  }

  private boolean isKnown(RowSchema.Field field) {
    @Nullable Integer id = field.id();
    return id != null && known.contains(id);
  }

  private Optional<String> obstacleByName(RowSchema.Field field) {
    Optional<RowSchema.Field> same =
        wanted.stream().filter(other -> other.name().equals(field.name())).findFirst();
    if (same.isEmpty()) {
      kept++;
      return Optional.of("column '%s' is missing".formatted(field.name()));
    }
    return fit(field, same.get());
  }

  /** In the order of the columns that stay. */
  private Optional<String> fit(RowSchema.Field field, RowSchema.Field same) {
    int place = kept++;
    if (!same.type().equals(field.type())) {
      return Optional.of(retyped(field, same));
    }
    return wanted.indexOf(same) == place
        ? Optional.empty()
        : Optional.of(
            "column '%s' was at place %d and would be at %d"
                .formatted(same.name(), place + 1, wanted.indexOf(same) + 1));
  }

  private static String retyped(RowSchema.Field field, RowSchema.Field other) {
    return "column '%s' was %s and would be %s".formatted(field.name(), field.type(), other.type());
  }

  /** What a transform gives may always be NULL. */
  private Optional<String> required(Column column) {
    boolean fresh =
        identified
            ? wanted.stream()
                .filter(field -> field.name().equals(column.name()))
                .noneMatch(this::isKnown)
            : rows.fields().stream().noneMatch(field -> field.name().equals(column.name()));
    return fresh && column.requirement() == Column.Requirement.REQUIRED
        ? Optional.of(
            "column '%s' is new and required, but the rows that are there have no value for it"
                .formatted(column.name()))
        : Optional.empty();
  }
}
