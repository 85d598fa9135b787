package dev.sheaf.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sheaf.core.json.Json;
import dev.sheaf.core.store.Lake;
import dev.sheaf.core.testing.InMemoryObjectStore;
import dev.sheaf.core.testing.InMemoryTable;
import dev.sheaf.core.yaml.DefinitionParser;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.BeforeTry;

/** Which ids the columns of a dataset have, whatever definitions it had one after the other. */
class FieldIdProperties {
  private Definitions definitions;

  @BeforeTry
  void noDataset() {
    definitions =
        new Definitions(
            new Lake(
                new InMemoryObjectStore(InMemoryObjectStore.Versioning.OFF, InstantSource.system()),
                "lake"),
            new InMemoryTable());
  }

  /** A column of the rows, as it is known without an id. */
  private record Named(String name, ColumnType type) {
    static Named of(RowSchema.Field field) {
      return new Named(Column.fold(field.name()), field.type());
    }
  }

  @Property(tries = 300)
  void anIdIsOfOneColumnForEver(@ForAll("histories") List<Definition> history) {
    Map<Integer, Named> ever = new HashMap<>();
    Map<Named, Integer> before = Map.of();
    for (Definition declared : history) {
      Definition stored = definitions.apply(declared).now().definition();
      Map<Named, Integer> now = new HashMap<>();
      for (RowSchema.Field field : RowSchema.of(stored).fields()) {
        Named column = Named.of(field);
        int id = field.id();
        assertThat(now.put(column, id)).isNull();
        assertThat(before.getOrDefault(column, id))
            .as("%s stays the same one", column)
            .isEqualTo(id);
        assertThat(ever.containsKey(id))
            .as("%s has a new id %d exactly if it was not there", column, id)
            .isEqualTo(before.containsKey(column));
        assertThat(id).isLessThan(stored.fieldIds().next());
      }
      now.forEach((column, id) -> ever.put(id, column));
      assertThat(Set.copyOf(now.values())).hasSameSizeAs(now.keySet());
      before = now;
    }
    assertThat(ever.keySet()).as("none is left out").allMatch(id -> id >= 1 && id <= ever.size());
  }

  @Property(tries = 200)
  void whatIsDeclaredAgainIsNoChange(@ForAll("histories") List<Definition> history) {
    for (Definition declared : history) {
      Definitions.Outcome first = definitions.apply(declared);
      Definitions.Outcome again = definitions.apply(declared);

      assertThat(again.now()).isEqualTo(first.now());
      assertThat(again.before()).hasValue(first.now());
      assertThat(declared.fieldIds()).as("people do not write them").isNull();
    }
  }

  @Property(tries = 200)
  void whatIsStoredIsReadBack(@ForAll("histories") List<Definition> history) {
    Map<String, Definition> byDigest = new HashMap<>();
    for (Definition declared : history) {
      Definition stored = definitions.apply(declared).now().definition();
      Definition read = Json.read(Json.write(stored), Definition.class);

      assertThat(read).isEqualTo(stored);
      assertThat(read.digest()).isEqualTo(stored.digest());
      assertThat(byDigest.merge(stored.digest(), stored, (one, other) -> one))
          .as("one digest, one document")
          .isEqualTo(stored);
    }
  }

  @Property(tries = 200)
  void columnsThatTheRowsHaveAreTheirs(
      @ForAll("histories") List<Definition> history, @ForAll("declared") Definition last) {
    List<Definition> stored = new ArrayList<>();
    history.forEach(declared -> stored.add(definitions.apply(declared).now().definition()));
    for (Definition rows : stored) {
      Definition next = last.following(definitions.current("d"), Optional.of(rows));

      Map<Named, Integer> theirs = new HashMap<>();
      RowSchema.of(rows).fields().forEach(field -> theirs.put(Named.of(field), field.id()));
      Set<Integer> ids = new HashSet<>();
      for (RowSchema.Field field : RowSchema.of(next).fields()) {
        assertThat(field.id()).isEqualTo(theirs.getOrDefault(Named.of(field), field.id()));
        assertThat(ids.add(field.id())).isTrue();
      }
      assertThat(next.fieldIds().next())
          .isGreaterThanOrEqualTo(definitions.current("d").orElseThrow().fieldIds().next());
      assertThat(Evolution.obstacles(rows, next)).noneMatch(text -> text.contains("in between"));
    }
  }

  @Property(tries = 200)
  void partsHaveTheIdsOfTheDatasetAndStatesHaveNone(@ForAll("declared") Definition declared) {
    Definition stored = definitions.apply(declared).now().definition();

    assertThat(RowSchema.of(stored).hasColumnsOf(RowSchema.of(declared))).isTrue();
    if (stored.integration().mode().equals("aggregate")) {
      assertThat(RowSchema.ofUploads(stored)).isEqualTo(RowSchema.ofUploads(declared));
      assertThat(RowSchema.parsed(stored)).isEqualTo(RowSchema.parsed(declared));
    } else {
      assertThat(RowSchema.ofUploads(stored)).isEqualTo(RowSchema.of(stored));
      assertThat(RowSchema.parsed(stored))
          .isEqualTo(
              stored.transform() == null ? RowSchema.of(stored) : RowSchema.parsed(declared));
    }
  }

  @Example
  void aColumnThatComesBackIsANewOne() {
    definitions.apply(definition("{ id: bigint, note: varchar }", "append"));
    definitions.apply(definition("{ id: bigint }", "append"));

    assertThat(apply("{ id: bigint, NOTE: varchar }", "append"))
        .isEqualTo(new FieldIds(Map.of("id", 1, "note", 3), 4));
    assertThat(apply("{ ID: bigint, note: bigint }", "append"))
        .isEqualTo(new FieldIds(Map.of("id", 1, "note", 4), 5));
  }

  @Example
  void extrasTransformsAndMeasuresHaveIdsToo() {
    assertThat(apply("{ id: bigint }\nunknown_columns: keep", "append"))
        .isEqualTo(new FieldIds(Map.of("id", 1, "extras", 2), 3));
    Definition declared = definition("{ id: bigint }", "append");
    Definition transformed =
        declared.withTransform(
            new Transform(
                "SELECT",
                List.of(
                    new RowSchema.Field("twice", ColumnType.parse("double")),
                    new RowSchema.Field("id", ColumnType.parse("bigint")))));
    assertThat(definitions.apply(transformed).now().definition().fieldIds())
        .isEqualTo(new FieldIds(Map.of("twice", 3, "id", 1), 4));
    assertThat(apply("{ id: bigint }", "aggregate, group_by: [id], measures: { id: [sum] }"))
        .isEqualTo(new FieldIds(Map.of("id", 1, "count", 4, "id_sum", 5), 6));
  }

  @Example
  void rowsOfAColumnThatWasDroppedDoNotFitTheNewOne() {
    Definition rows =
        definitions.apply(definition("{ id: bigint, note: varchar }", "append")).now().definition();
    definitions.apply(definition("{ id: bigint }", "append"));
    Definition today =
        definitions.apply(definition("{ id: bigint, note: varchar }", "append")).now().definition();

    assertThat(Evolution.obstacles(rows, today))
        .containsExactly(
            "column 'note' is not the one of that name that the rows have: it was dropped or had"
                + " another type in between");
    Definition back = definitions.goBack(rows).now().definition();
    assertThat(back.fieldIds()).isEqualTo(new FieldIds(Map.of("id", 1, "note", 2), 4));
    assertThat(Evolution.obstacles(rows, back)).isEmpty();
    assertThat(definitions.goBack(rows).now().revision()).as("done").isEqualTo(4);
    assertThat(definitions.goBack(today).now().definition()).isEqualTo(today);
  }

  @Example
  void goingBackToRowsThatDoNotFitChangesNothing() {
    Definition rows =
        definitions.apply(definition("{ id: bigint, note: varchar }", "append")).now().definition();
    Definition today = definitions.apply(definition("{ id: bigint }", "append")).now().definition();

    assertThat(definitions.goBack(rows).now().definition()).isEqualTo(today);
  }

  @Example
  void idsThatDoNotGoOnAreRefused() {
    Definition stored =
        definitions.apply(definition("{ id: bigint, note: varchar }", "append")).now().definition();

    assertThatThrownBy(
            () -> definitions.change("d", current -> definition("{ x: bigint }", "append")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("do not go on");
    assertThatThrownBy(
            () ->
                definitions.change(
                    "d",
                    current ->
                        definition("{ x: bigint }", "append")
                            .following(Optional.empty(), Optional.empty())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("do not go on");
    assertThat(definitions.current("d")).hasValue(stored);
  }

  @Example
  void anIdIsOfOneColumnOnly() {
    for (Map<String, Integer> columns :
        List.of(Map.of("a", 1, "b", 1), Map.of("a", 0), Map.of("a", 3))) {
      assertThatThrownBy(() -> new FieldIds(columns, 3)).hasMessageContaining("has id");
    }
  }

  private FieldIds apply(String columns, String mode) {
    return definitions.apply(definition(columns, mode)).now().definition().fieldIds();
  }

  private static Definition definition(String columns, String mode) {
    return DefinitionParser.parse(
        "d.yaml", "dataset: d\ncolumns: %s\nintegrate: { mode: %s }\n".formatted(columns, mode));
  }

  @Provide
  Arbitrary<List<Definition>> histories() {
    return declared().list().ofMinSize(1).ofMaxSize(8);
  }

  @Provide
  Arbitrary<Definition> declared() {
    Arbitrary<RowSchema.Field> field =
        Combinators.combine(
                Arbitraries.of("a", "A", "b", "c", "count"), Arbitraries.of("bigint", "varchar"))
            .as((name, type) -> new RowSchema.Field(name, ColumnType.parse(type)));
    Arbitrary<List<RowSchema.Field>> fields =
        field.list().ofMinSize(1).ofMaxSize(4).uniqueElements(one -> Column.fold(one.name()));
    return Combinators.combine(
            fields, fields, Arbitraries.of("append", "keep", "transform", "upsert", "aggregate"))
        .as(FieldIdProperties::declared);
  }

  private static Definition declared(
      List<RowSchema.Field> read, List<RowSchema.Field> given, String kind) {
    String columns =
        "{ %s }"
            .formatted(
                String.join(
                    ", ",
                    read.stream()
                        .map(
                            field ->
                                "%s: { type: %s, required: true }"
                                    .formatted(field.name(), field.type()))
                        .toList()));
    String first = read.get(0).name();
    return switch (kind) {
      case "append" -> definition(columns, "append");
      case "keep" -> definition(columns + "\nunknown_columns: keep", "replace");
      case "transform" ->
          definition(columns, "append").withTransform(new Transform("SELECT", given));
      case "upsert" -> definition(columns, "upsert, key: [%s]".formatted(first));
      default -> {
        String groups = first.equals("count") ? "" : first;
        yield definition(
            columns, "aggregate, group_by: [%s], measures: { %s: [max] }".formatted(groups, first));
      }
    };
  }
}
