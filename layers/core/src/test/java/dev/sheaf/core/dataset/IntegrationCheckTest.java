package dev.sheaf.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class IntegrationCheckTest {
  private static final RowSchema ROWS =
      new RowSchema(
          List.of(
              field("id", "bigint"),
              field("at", "timestamp"),
              field("amount", "double"),
              field("more", "json")));

  @Test
  void aKeyIsThereNeverNullAndOfOneForm() {
    assertThat(flaws(new Integration.Upsert(List.of("id"), "at"), List.of("amount"))).isEmpty();
    assertThat(flaws(new Integration.Upsert(List.of("ID"), null), List.of())).isEmpty();
    assertThat(
            flaws(new Integration.Upsert(List.of("idd", "at", "more", "amount"), null), List.of()))
        .containsExactly(
            "KEY there is no column 'idd'; did you mean 'id'? columns are id, at, amount, more",
            "KEY column 'at' of the key may be NULL; write 'required: true' for it",
            "KEY column 'more' is json, of which equal values have many forms, so it makes no key",
            "KEY column 'amount' is double, of which equal values have many forms, so it makes no key");
    assertThat(flaws(new Integration.Upsert(List.of("id", "ID"), null), List.of()))
        .containsExactly("KEY column 'ID' is there twice");
  }

  @Test
  void whatIsLatestHasAnOrder() {
    assertThat(flaws(new Integration.Upsert(List.of("id"), "more"), List.of()))
        .containsExactly("LATEST_BY column 'more' is json, which has no order");
    assertThat(flaws(new Integration.Upsert(List.of("id"), "when"), List.of()))
        .containsExactly("LATEST_BY there is no column 'when'; columns are id, at, amount, more");
  }

  @Test
  void theIndexIsOfColumnsThatComeOut() {
    Integration aggregate =
        new Integration.Aggregate(
            new Aggregation(
                List.of("at"), List.of(new Aggregation.Measured("amount", List.of(Measure.MEAN)))));

    assertThat(flaws(new Integration.Append(), List.of("id", "more")))
        .containsExactly("INDEX column 'more' is json, which has no order");
    assertThat(flaws(aggregate, List.of("at", "amount_mean"))).isEmpty();
    assertThat(flaws(aggregate, List.of("amount")))
        .containsExactly(
            "INDEX there is no column 'amount'; did you mean 'count'? columns are at, count, amount_mean");
  }

  private static List<String> flaws(Integration integration, List<String> index) {
    return IntegrationCheck.flaws(integration, index, ROWS, Set.of("id")).stream()
        .map(flaw -> flaw.part() + " " + flaw.message())
        .toList();
  }

  private static RowSchema.Field field(String name, String type) {
    return new RowSchema.Field(name, ColumnType.parse(type));
  }
}
