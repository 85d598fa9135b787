package dev.sheaf.core.dataset;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.ArrayList;
import java.util.List;

/**
 * What an aggregate dataset keeps of its rows: one row per group, with measures of its columns.
 * {@link AggregationCheck} tells whether it fits the columns.
 *
 * @param groupBy columns whose values make a group, NULL being one; empty: all rows are one group
 * @param measures by column, in the order of the result; the number of rows of a group comes first,
 *     asked for or not, as column {@value #ROW_COUNT}
 */
public record Aggregation(
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<String> groupBy,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<Measured> measures) {

  /** The result column that holds how many rows a group has. */
  public static final String ROW_COUNT = "count";

  /** The measures of one column. A list of these, not a map: JSON objects would lose the order. */
  public record Measured(String column, List<Measure> measures) {
    public Measured {
      measures = List.copyOf(measures);
    }
  }

  public Aggregation {
    groupBy = List.copyOf(groupBy);
    measures = List.copyOf(measures);
  }

  /** Groups and measures, for people. */
  String text() {
    String groups = groupBy.isEmpty() ? "of all rows" : "by " + String.join(", ", groupBy);
    return measures.stream()
        .map(
            one ->
                "%s of %s"
                    .formatted(
                        one.measures().stream().map(Measure::word).collect(joining(", ")),
                        one.column()))
        .collect(joining("; ", groups + ": ", ""));
  }

  /** The name of the result column of a measure: {@code amount_mean}. */
  public static String resultName(String column, Measure measure) {
    return column + "_" + measure.word();
  }

  /**
   * The columns that come out: those of the group, {@value #ROW_COUNT}, then the measures in their
   * order, such as {@code amount_mean}.
   *
   * @param rows the columns of the rows that are summed up; they must fit
   */
  public RowSchema schema(RowSchema rows) {
    List<RowSchema.Field> fields = new ArrayList<>();
    groupBy.forEach(name -> fields.add(rows.find(name).orElseThrow()));
    fields.add(new RowSchema.Field(ROW_COUNT, ColumnType.of(ColumnType.Kind.BIGINT)));
    for (Measured measured : measures) {
      RowSchema.Field field = rows.find(measured.column()).orElseThrow();
      for (Measure measure : measured.measures()) {
        fields.add(
            new RowSchema.Field(
                resultName(field.name(), measure), measure.resultType(field.type()).orElseThrow()));
      }
    }
    return new RowSchema(fields);
  }
}
