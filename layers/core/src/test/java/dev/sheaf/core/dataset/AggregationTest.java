package dev.sheaf.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sheaf.core.dataset.Aggregation.Measured;
import dev.sheaf.core.dataset.DefinitionFlaw.Part;
import dev.sheaf.core.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class AggregationTest {
  private static final RowSchema ROWS =
      new RowSchema(
          List.of(
              field("Category", "varchar"),
              field("amount", "decimal(18,2)"),
              field("amount_sum", "bigint"),
              field("count", "bigint"),
              field("paid", "boolean"),
              field("extras", "json")));

  @Test
  void whatFitsHasNoFlaws() {
    assertThat(
            flaws(
                List.of("CATEGORY", "paid"),
                new Measured("Amount", List.of(Measure.values())),
                new Measured("count", List.of(Measure.SUM)),
                new Measured("paid", List.of(Measure.MAX)),
                new Measured("extras", List.of(Measure.COUNT, Measure.NULL_COUNT))))
        .isEmpty();
    assertThat(flaws(List.of())).isEmpty();
  }

  @Test
  void unknownColumnsAreNamedWithAGuess() {
    assertThat(flaws(List.of("categry"), new Measured("price", List.of(Measure.SUM))))
        .containsExactly(
            new DefinitionFlaw(
                Part.GROUP_BY,
                "categry",
                "there is no column 'categry'; did you mean 'Category'? columns are Category, amount, amount_sum, count, paid, extras"),
            new DefinitionFlaw(
                Part.MEASURES,
                "price",
                "there is no column 'price'; columns are Category, amount, amount_sum, count, paid, extras"));
  }

  @Test
  void aMeasureThatATypeDoesNotHaveIsNamedWithThoseItHas() {
    assertThat(
            flaws(
                List.of("extras"),
                new Measured("category", List.of(Measure.MEAN, Measure.MIN)),
                new Measured("extras", List.of(Measure.MIN))))
        .extracting(DefinitionFlaw::message)
        .containsExactly(
            "column 'extras' is json: equal values have many texts, so they make no groups",
            "column 'Category' is varchar, which has no mean; it has count, null_count, min, max",
            "column 'extras' is json, which has no min; it has count, null_count");
  }

  @Test
  void namesAreThereOnce() {
    assertThat(
            flaws(
                List.of("category", "Category", "amount_sum", "count"),
                new Measured("amount", List.of(Measure.SUM, Measure.SUM)),
                new Measured("AMOUNT", List.of(Measure.MIN)),
                new Measured("paid", List.of())))
        .containsExactly(
            new DefinitionFlaw(Part.GROUP_BY, "Category", "column 'Category' is there twice"),
            new DefinitionFlaw(
                Part.GROUP_BY,
                "count",
                "the number of rows and column 'count' of group_by would both be column 'count' of the result; rename one of the columns"),
            new DefinitionFlaw(
                Part.MEASURES,
                "amount",
                "column 'amount_sum' of group_by and measure 'sum' of column 'amount' would both be column 'amount_sum' of the result; rename one of the columns"),
            new DefinitionFlaw(
                Part.MEASURES, "amount", "measure 'sum' of column 'amount' is there twice"),
            new DefinitionFlaw(Part.MEASURES, "AMOUNT", "column 'AMOUNT' is there twice"),
            new DefinitionFlaw(Part.MEASURES, "paid", "column 'paid' has no measures"));
  }

  @Test
  void namesOfSheafItselfAreRefused() {
    assertThat(flaws(List.of("_source"), new Measured("_offset", List.of(Measure.MIN))))
        .extracting(DefinitionFlaw::message)
        .containsExactly(
            "column '_source': names that begin with _ are Sheaf's own",
            "column '_offset': names that begin with _ are Sheaf's own");
  }

  @Test
  void unknownMeasuresAreNamedWithAGuess() {
    assertThat(Measure.parse("null_count")).isEqualTo(Measure.NULL_COUNT);
    assertThatThrownBy(() -> Measure.parse("stdev"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "unknown measure 'stdev'; did you mean 'stddev'? known are count, null_count, sum, mean, min, max, variance, stddev");
  }

  @Test
  void jsonKeepsTheOrder() {
    Aggregation aggregation =
        new Aggregation(
            List.of("paid", "category"),
            List.of(
                new Measured("z", List.of(Measure.SUM, Measure.COUNT)),
                new Measured("a", List.of(Measure.NULL_COUNT))));
    String json =
        "{\"groupBy\":[\"paid\",\"category\"],\"measures\":[{\"column\":\"z\",\"measures\":[\"sum\",\"count\"]},{\"column\":\"a\",\"measures\":[\"null_count\"]}]}";
    assertThat(Json.write(aggregation)).isEqualTo(json);
    assertThat(Json.read(json, Aggregation.class)).isEqualTo(aggregation);
    assertThat(Json.read("{}", Aggregation.class)).isEqualTo(new Aggregation(List.of(), List.of()));
  }

  private static List<DefinitionFlaw> flaws(List<String> groupBy, Measured... measures) {
    return AggregationCheck.flaws(new Aggregation(groupBy, List.of(measures)), ROWS);
  }

  private static RowSchema.Field field(String name, String type) {
    return new RowSchema.Field(name, ColumnType.parse(type));
  }
}
