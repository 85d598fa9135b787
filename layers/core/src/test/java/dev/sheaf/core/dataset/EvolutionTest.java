package dev.sheaf.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EvolutionTest {
  private static final Column ID = Column.of("id", ColumnType.parse("bigint"));
  private static final Column NAME = Column.of("name", ColumnType.parse("varchar"));
  private static final Column PRICE = Column.of("price", ColumnType.parse("decimal(9,2)"));
  private static final Definition ROWS = definition(ID, NAME);

  @Test
  void acceptsTheSameColumns() {
    assertThat(Evolution.obstacles(ROWS, definition(ID, NAME))).isEmpty();
  }

  @Test
  void acceptsAnOptionalColumnAtTheEnd() {
    assertThat(Evolution.obstacles(ROWS, definition(ID, NAME, PRICE))).isEmpty();
  }

  @Test
  void acceptsOtherRulesForAColumn() {
    assertThat(Evolution.obstacles(ROWS, definition(required(ID), NAME))).isEmpty();
  }

  @Test
  void refusesARequiredNewColumn() {
    assertThat(Evolution.obstacles(ROWS, definition(ID, NAME, required(PRICE))))
        .containsExactly(
            "column 'price' is new and required, but the rows that are there have no value for it");
  }

  @Test
  void refusesANewColumnBeforeOthers() {
    assertThat(Evolution.obstacles(ROWS, definition(ID, PRICE, NAME)))
        .containsExactly("column 'name' was at place 2 and would be at 3");
  }

  @Test
  void refusesAMissingOrRenamedColumn() {
    assertThat(Evolution.obstacles(ROWS, definition(ID)))
        .containsExactly("column 'name' is missing");
    assertThat(Evolution.obstacles(ROWS, definition(ID, Column.of("Name", NAME.type()))))
        .containsExactly("column 'name' is missing");
  }

  @Test
  void refusesAnotherType() {
    assertThat(
            Evolution.obstacles(
                ROWS, definition(Column.of("id", ColumnType.parse("varchar")), NAME)))
        .containsExactly("column 'id' was bigint and would be varchar");
  }

  @Test
  void aNewColumnStandsBeforeTheExtras() {
    Definition rows = keeping(ID, NAME);

    assertThat(Evolution.obstacles(rows, keeping(ID, NAME, PRICE))).isEmpty();
    assertThat(Evolution.obstacles(rows, definition(ID, NAME)))
        .containsExactly("column 'extras' is missing");
  }

  @Test
  void withATransformItsColumnsCount() {
    Definition grown = transformed("id bigint", "name varchar", "price double");

    assertThat(Evolution.obstacles(ROWS, grown)).isEmpty();
    assertThat(Evolution.obstacles(ROWS, transformed("id bigint")))
        .containsExactly("column 'name' is missing");
    assertThat(Evolution.obstacles(grown, definition(ID, NAME)))
        .containsExactly("column 'price' is missing");
  }

  /** Of other columns, one of them required, to these. */
  private static Definition transformed(String... columns) {
    return definition(required(PRICE))
        .withTransform(
            new Transform(
                "SELECT",
                Stream.of(columns)
                    .map(column -> column.split(" ", 2))
                    .map(words -> new RowSchema.Field(words[0], ColumnType.parse(words[1])))
                    .toList()));
  }

  private static Definition keeping(Column... columns) {
    Definition plain = definition(columns);
    return new Definition(
        plain.dataset(),
        plain.sources(),
        plain.columns(),
        Definition.UnknownColumns.KEEP,
        plain.maxRejectRatio(),
        plain.admission(),
        plain.evidence());
  }

  private static Column required(Column column) {
    return new Column(
        column.name(),
        column.type(),
        Column.Requirement.REQUIRED,
        column.trim(),
        column.letterCase(),
        column.nulls(),
        column.formats(),
        column.zone(),
        column.decimalPoint(),
        column.grouping(),
        column.min(),
        column.max(),
        column.pattern(),
        column.oneOf(),
        column.maxLength(),
        column.defaultValue());
  }

  private static Definition definition(Column... columns) {
    return new Definition(
        "orders",
        Map.of(),
        List.of(columns),
        Definition.UnknownColumns.REJECT,
        Definition.DEFAULT_MAX_REJECT_RATIO,
        Definition.Admission.ON_UPLOAD,
        List.of());
  }
}
