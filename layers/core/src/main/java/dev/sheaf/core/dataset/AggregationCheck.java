package dev.sheaf.core.dataset;

import dev.sheaf.core.dataset.DefinitionFlaw.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether an {@link Aggregation} fits the columns of the rows that it is to sum up. */
public final class AggregationCheck {
  private final RowSchema rows;
  private final List<DefinitionFlaw> flaws = new ArrayList<>();
  private final Map<String, String> results = new HashMap<>();

  private AggregationCheck(RowSchema rows) {
    this.rows = rows;
  }

  /** All that is wrong, in the order in which it is written; empty if it fits. */
  public static List<DefinitionFlaw> flaws(Aggregation aggregation, RowSchema rows) {
    AggregationCheck check = new AggregationCheck(rows);
    check.groupBy(aggregation.groupBy());
    check.measures(aggregation.measures());
    return List.copyOf(check.flaws);
  }

  private void groupBy(List<String> names) {
    Set<String> taken = new HashSet<>();
    results.put(Aggregation.ROW_COUNT, "the number of rows");
    for (String name : names) {
      if (!taken.add(Column.fold(name))) {
        add(Part.GROUP_BY, name, "column '%s' is there twice".formatted(name));
      } else {
        find(Part.GROUP_BY, name).ifPresent(field -> groupColumn(name, field));
      }
    }
  }

  private void groupColumn(String name, RowSchema.Field field) {
    if (field.type().kind() == ColumnType.Kind.JSON) {
      add(
          Part.GROUP_BY,
          name,
          "column '%s' is json: equal values have many texts, so they make no groups"
              .formatted(name));
    }
    result(Part.GROUP_BY, name, field.name(), "column '%s' of group_by".formatted(field.name()));
  }

  private void measures(List<Aggregation.Measured> columns) {
    Set<String> taken = new HashSet<>();
    for (Aggregation.Measured measured : columns) {
      String name = measured.column();
      if (!taken.add(Column.fold(name))) {
        add(Part.MEASURES, name, "column '%s' is there twice".formatted(name));
      } else {
        find(Part.MEASURES, name).ifPresent(field -> measures(measured, field));
      }
    }
  }

  private void measures(Aggregation.Measured measured, RowSchema.Field field) {
    if (measured.measures().isEmpty()) {
      add(Part.MEASURES, measured.column(), "column '%s' has no measures".formatted(field.name()));
    }
    Set<Measure> taken = new HashSet<>();
    for (Measure measure : measured.measures()) {
      if (!taken.add(measure)) {
        add(
            Part.MEASURES,
            measured.column(),
            "measure '%s' of column '%s' is there twice".formatted(measure.word(), field.name()));
      } else if (measure.resultType(field.type()).isEmpty()) {
        add(Part.MEASURES, measured.column(), hasNo(field, measure));
      } else {
        result(
            Part.MEASURES,
            measured.column(),
            Aggregation.resultName(field.name(), measure),
            "measure '%s' of column '%s'".formatted(measure.word(), field.name()));
      }
    }
  }

  private Optional<RowSchema.Field> find(Part part, String name) {
    if (name.startsWith("_")) {
      add(part, name, "column '%s': names that begin with _ are Sheaf's own".formatted(name));
      return Optional.empty();
    }
    Optional<RowSchema.Field> field = rows.find(name);
    if (field.isEmpty()) {
      add(part, name, rows.unknown(name));
    }
    return field;
  }

  private static String hasNo(RowSchema.Field field, Measure measure) {
    return "column '%s' is %s, which has no %s; it has %s"
        .formatted(
            field.name(),
            field.type(),
            measure.word(),
            Measure.of(field.type()).stream().map(Measure::word).collect(Collectors.joining(", ")));
  }

  private void result(Part part, String written, String name, String what) {
    String other = results.putIfAbsent(Column.fold(name), what);
    if (other != null) {
      add(
          part,
          written,
          "%s and %s would both be column '%s' of the result; rename one of the columns"
              .formatted(other, what, name));
    }
  }

  private void add(Part part, String column, String message) {
    flaws.add(new DefinitionFlaw(part, column, message));
  }
}
