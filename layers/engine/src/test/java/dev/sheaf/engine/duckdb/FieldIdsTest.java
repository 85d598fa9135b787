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
  void rowsAreReadByNameWhateverTheIds() {
    RowSchema other =
        new RowSchema(List.of(field("it's \"it\": {x}", "varchar", 7), field("id", "bigint", 4)));
    writer.write(Samples.rows(WITH_IDS, ROWS), Samples.PROVENANCE, file);
    Path without = Samples.part(folder, "old", Samples.schema("id bigint"), Samples.numbers(3, 4));

    assertThat(
            Samples.csv(
                folder, "FROM t ORDER BY id", new QueryTable("t", other, List.of(file, without))))
        .endsWith("\na,1\nb,2\n,3\n");
  }
}
