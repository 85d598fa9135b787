package dev.sheaf.core.aggregate;

import dev.sheaf.core.dataset.Aggregation;
import dev.sheaf.core.dataset.AggregationCheck;
import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.DefinitionFlaw;
import dev.sheaf.core.dataset.Measure;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An {@link Aggregation} of rows of a schema: which columns are read, what is kept, and what comes
 * out.
 */
public final class StateLayout {

  /** A column of the rows, at its place in them. */
  record Input(int index, RowSchema.Field field) {}

  /** A column with its measures. */
  record Measured(Input input, List<Measure> measures) {}

  private final List<Input> groupBy;
  private final List<Measured> measured;
  private final RowSchema result;

  private StateLayout(List<Input> groupBy, List<Measured> measured, RowSchema result) {
    this.groupBy = List.copyOf(groupBy);
    this.measured = List.copyOf(measured);
    this.result = result;
  }

  /**
   * Lays out the states of an aggregation.
   *
   * @param rows the schema of the rows to be summed up
   * @throws IllegalArgumentException with all that {@link AggregationCheck} finds
   */
  public static StateLayout of(Aggregation aggregation, RowSchema rows) {
    List<DefinitionFlaw> flaws = AggregationCheck.flaws(aggregation, rows);
    if (!flaws.isEmpty()) {
      throw new IllegalArgumentException(
          flaws.stream().map(DefinitionFlaw::message).collect(Collectors.joining("; ")));
    }
    return new StateLayout(
        aggregation.groupBy().stream().map(name -> input(rows, name)).toList(),
        aggregation.measures().stream()
            .map(column -> new Measured(input(rows, column.column()), column.measures()))
            .toList(),
        aggregation.schema(rows));
  }

  /** The columns that come out, as {@link Aggregation#schema} says. */
  public RowSchema resultSchema() {
    return result;
  }

  List<Input> groupBy() {
    return groupBy;
  }

  List<Measured> measured() {
    return measured;
  }

  /** The names of the group columns, for messages. */
  String groupNames() {
    return groupBy.stream().map(input -> input.field().name()).collect(Collectors.joining(", "));
  }

  /**
   * JSON that two layouts share if the states of one can be read as those of the other: columns with
   * their types, and what is kept of each.
   */
  String signature() {
    List<List<String>> columns = new ArrayList<>();
    for (Input input : groupBy) {
      columns.add(List.of(name(input), input.field().type().toString()));
    }
    for (Measured column : measured) {
      List<String> kept = new ArrayList<>();
      kept.add(name(column.input()));
      kept.add(column.input().field().type().toString());
      StatePart.of(column.measures()).forEach(part -> kept.add(part.name()));
      columns.add(kept);
    }
    return Json.write(columns);
  }

  private static String name(Input input) {
    return Column.fold(input.field().name());
  }

  private static Input input(RowSchema rows, String name) {
    RowSchema.Field field = rows.find(name).orElseThrow();
    return new Input(rows.fields().indexOf(field), field);
  }
}
