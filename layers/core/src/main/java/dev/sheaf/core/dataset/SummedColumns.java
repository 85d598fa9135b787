package dev.sheaf.core.dataset;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether the columns that an aggregate sums up are those of a definition. What is kept of them are
 * states without ids, so none can be renamed; those that it does not sum up do not matter.
 */
final class SummedColumns {
  private SummedColumns() {}

  /** Both definitions have ids. */
  static List<String> obstacles(Definition current, Definition next) {
    RowSchema rows = RowSchema.ofUploads(current);
    RowSchema wanted = RowSchema.ofUploads(next);
    List<String> obstacles = new ArrayList<>();
    for (String name : names(current.integration())) {
      RowSchema.Field field = rows.find(name).orElseThrow();
      wanted
          .find(name)
          .filter(other -> !other.type().equals(field.type()))
          .ifPresent(
              other ->
                  obstacles.add(
                      "column '%s' was %s and would be %s"
                          .formatted(field.name(), field.type(), other.type())));
      Optional<String> before = formerName(current, name);
      Optional<String> now = formerName(next, name);
      if (now.isPresent() && !Objects.equals(before, now)) {
        obstacles.add(
            "column '%s' is summed up, and would be the one that was '%s'"
                .formatted(field.name(), now.get()));
      }
    }
    if (obstacles.isEmpty() && current.integration().equals(next.integration())) {
      requireNonNull(current.fieldIds())
          .othersIn(requireNonNull(next.fieldIds()))
          .forEach(
              name ->
                  obstacles.add(
                      ("column '%s' is not the one of that name that the rows have: it was dropped or"
                              + " had another type in between")
                          .formatted(name)));
    }
    return obstacles;
  }

  private static List<String> names(Integration integration) {
    return integration
        .<Stream<String>>match(
            append -> Stream.empty(),
            replace -> Stream.empty(),
            upsert -> Stream.empty(),
            aggregate ->
                Stream.concat(
                    aggregate.aggregation().groupBy().stream(),
                    aggregate.aggregation().measures().stream().map(one -> one.column())))
        .distinct()
        .toList();
  }

  private static Optional<String> formerName(Definition definition, String name) {
    return definition.columns().stream()
        .filter(column -> column.foldedName().equals(Column.fold(name)))
        .findFirst()
        .flatMap(column -> Optional.ofNullable(column.renamedFrom()).map(Column::fold));
  }
}
