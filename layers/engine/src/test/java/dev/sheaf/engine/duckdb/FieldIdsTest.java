package dev.sheaf.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.part.Traced;
import dev.sheaf.engine.Samples;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.format.SchemaElement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FieldIdsTest {
  private static final RowSchema WITH_IDS =
      new RowSchema(List.of(field("id", "bigint", 7), field("it's \"it\": {x}", "varchar", 3)));
  private static final List<List<String>> ROWS =
      List.of(Samples.row("1", "a"), Samples.row("2", "b"));

  private static final Map<String, Integer> OF_VISIBLE = Map.of("id", 7, "it's \"it\": {x}", 3);

  @TempDir Path folder;
  private DuckDbPartWriter writer;
  private Path file;

  private static RowSchema.Field field(String name, String type, Integer id) {
    return new RowSchema.Field(name, ColumnType.parse(type), id);
  }

  @BeforeEach
  void open() {
    writer = new DuckDbPartWriter(EngineLimits.DEFAULT, folder);
    file = folder.resolve("part.parquet");
  }

  private static Map<String, Integer> withProvenance() {
    Map<String, Integer> ids = new LinkedHashMap<>(OF_VISIBLE);
    ids.put("_source", 2_000_000_001);
    ids.put("_upload", 2_000_000_002);
    ids.put("_offset", 2_000_000_003);
    return ids;
  }

  private Map<String, Integer> idsOfFile() {
    Map<String, Integer> ids = new LinkedHashMap<>();
    List<SchemaElement> elements = Samples.metaData(file).getSchema();
    for (SchemaElement element : elements.subList(1, elements.size())) {
      ids.put(element.getName(), element.isSetField_id() ? element.getField_id() : null);
    }
    return ids;
  }

  @Test
  void rowsOfASegmentCarryThem() {
    writer.write(Samples.rows(WITH_IDS, ROWS), Samples.PROVENANCE, file);

    assertThat(idsOfFile()).isEqualTo(withProvenance());
    assertThat(Samples.csv(folder, "FROM t", new QueryTable("t", WITH_IDS, List.of(file))))
        .endsWith("\n1,a\n2,b\n");
  }

  @Test
  void sortedRowsCarryThem() {
    writer.writeSorted(Samples.rows(WITH_IDS, ROWS), Samples.PROVENANCE, List.of("id"), file);

    assertThat(idsOfFile()).isEqualTo(withProvenance());
  }

  @Test
  void mergedRowsCarryThem() {
    RowSchema traced = Traced.bySource(WITH_IDS);
    writer.writeTraced(
        Samples.rows(traced, List.of(Samples.row("1", "a", "-5", "shop")), WITH_IDS), file);

    assertThat(idsOfFile()).isEqualTo(withProvenance());
  }

  @Test
  void rowsOfAnAggregateCarryThem() {
    writer.write(Samples.rows(WITH_IDS, ROWS), file);

    assertThat(idsOfFile()).isEqualTo(OF_VISIBLE);
  }

  @Test
  void aFileHasAllOrNone() {
    RowSchema one =
        new RowSchema(List.of(field("id", "bigint", 7), field("name", "varchar", null)));
    writer.write(Samples.rows(one, ROWS), Samples.PROVENANCE, file);

    assertThat(idsOfFile().keySet()).hasSize(5);
    assertThat(idsOfFile().values()).containsOnlyNulls();
  }

  @Test
  void aColumnIsKnownByItsIdWhateverItIsCalled() {
    writer.write(Samples.rows(WITH_IDS, ROWS), Samples.PROVENANCE, file);
    RowSchema later =
        new RowSchema(
            List.of(
                field("note", "varchar", 3), field("id", "varchar", 9), field("No", "bigint", 7)));

    assertThat(
            Samples.csv(folder, "FROM t ORDER BY ALL", new QueryTable("t", later, List.of(file))))
        .endsWith("\na,,1\nb,,2\n");
  }

  @Test
  void whereOneSideHasNoIdsNamesCount() {
    Path without = Samples.part(folder, "old", Samples.schema("ID bigint"), Samples.numbers(3, 4));
    writer.write(Samples.rows(WITH_IDS, ROWS), Samples.PROVENANCE, file);

    assertThat(
            Samples.csv(
                folder,
                "FROM t ORDER BY id",
                new QueryTable("t", WITH_IDS, List.of(file, without))))
        .endsWith("\n1,a\n2,b\n3,\n");
    assertThat(
            Samples.csv(
                folder,
                "FROM t ORDER BY id",
                new QueryTable("t", Samples.schema("id bigint"), List.of(file, without))))
        .endsWith("\n1\n2\n3\n");
  }

  @Test
  void filesOfOtherNamesAreReadInTheirOrder() {
    RowSchema first = new RowSchema(List.of(field("a", "bigint", 1), field("b", "bigint", 2)));
    RowSchema swapped = new RowSchema(List.of(field("b", "bigint", 1), field("a", "bigint", 2)));
    RowSchema grown = new RowSchema(List.of(field("c", "bigint", 3), field("a", "bigint", 1)));
    List<Path> files =
        List.of(
            written("1", first, "1", "2"),
            written("2", swapped, "3", "4"),
            written("3", swapped, "5", "6"),
            Samples.part(folder, "4", Samples.schema("a bigint"), Samples.numbers(7, 8)),
            written("5", grown, "8", "9"),
            written("6", first, "10", "11"));

    assertThat(Samples.csv(folder, "FROM t", new QueryTable("t", first, files)))
        .isEqualTo("a,b\n1,2\n3,4\n5,6\n7,\n9,\n10,11\n");
    assertThat(Samples.csv(folder, "FROM t WHERE a > 5", new QueryTable("t", swapped, files)))
        .isEqualTo("b,a\n5,6\n,7\n10,11\n");
    assertThat(
            Samples.csv(
                folder,
                "SELECT count(*) AS n, sum(c) AS c FROM t",
                new QueryTable("t", grown, files)))
        .isEqualTo("n,c\n6,8\n");
  }

  private Path written(String name, RowSchema schema, String... values) {
    Path target = folder.resolve(name + ".parquet");
    writer.write(Samples.rows(schema, List.of(Samples.row(values))), Samples.PROVENANCE, target);
    return target;
  }
}
