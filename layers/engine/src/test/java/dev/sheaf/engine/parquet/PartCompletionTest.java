package dev.sheaf.engine.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.json.Digest;
import dev.sheaf.core.json.Json;
import dev.sheaf.core.part.PartWriter.Written;
import dev.sheaf.core.part.ScratchFullException;
import dev.sheaf.core.part.Traced;
import dev.sheaf.core.row.Fingerprint;
import dev.sheaf.core.row.FingerprintVersion;
import dev.sheaf.core.snapshot.FooterPlace;
import dev.sheaf.core.zone.ColumnBounds;
import dev.sheaf.core.zone.ColumnBounds.Bound;
import dev.sheaf.core.zone.ObservedRows;
import dev.sheaf.core.zone.RowSummary;
import dev.sheaf.engine.Samples;
import dev.sheaf.engine.duckdb.DuckDbPartWriter;
import dev.sheaf.engine.duckdb.EngineLimits;
import dev.sheaf.engine.duckdb.QueryTable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PartCompletionTest {
  private static final RowSchema TWO = Samples.schema("id bigint", "name varchar");

  @TempDir Path folder;

  /** Every way in which a part is written. */
  private enum Kind {
    PLAIN(TWO, (rows, file) -> writer(file).write(rows, Samples.PROVENANCE, file)),
    SORTED(
        TWO,
        (rows, file) -> writer(file).writeSorted(rows, Samples.PROVENANCE, List.of("id"), file)),
    TRACED(Traced.bySource(TWO), (rows, file) -> writer(file).writeTraced(rows, file)),
    RESULT(TWO, (rows, file) -> writer(file).write(rows, file));

    final RowSchema schema;
    final BiFunction<ObservedRows, Path, Written> write;

    Kind(RowSchema schema, BiFunction<ObservedRows, Path, Written> write) {
      this.schema = schema;
      this.write = write;
    }

    private static DuckDbPartWriter writer(Path file) {
      return new DuckDbPartWriter(EngineLimits.DEFAULT, file.getParent());
    }

    ObservedRows rows(int count) {
      List<List<String>> rows = new ArrayList<>();
      for (int row = 0; row < count; row++) {
        List<String> values = new ArrayList<>();
        values.add(Integer.toString(row * 7919 % count));
        values.add(row % 5 == 0 ? null : "name " + row % 50);
        if (schema.size() > 2) {
          values.addAll(List.of(Integer.toString(row % 3 - 1), "shop"));
        }
        rows.add(values);
      }
      return Samples.rows(schema, rows, TWO);
    }
  }

  private static String description(FileMetaData metaData) {
    assertThat(metaData.getKey_value_metadata()).hasSize(1);
    KeyValue pair = metaData.getKey_value_metadata().get(0);
    assertThat(pair.getKey()).isEqualTo("sheaf");
    return pair.getValue();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everyPartSaysWhatItHoldsAndWhichBytesItIsMadeOf(Kind kind) throws IOException {
    Path file = folder.resolve("part.parquet");
    ObservedRows rows = kind.rows(40_000);
    Written written = kind.write.apply(rows, file);
    byte[] bytes = Files.readAllBytes(file);
    FileMetaData metaData = Samples.metaData(file);

    PartDescription own = PartDescription.decode("x", description(metaData));
    assertThat(own.summary()).isEqualTo(rows.summary());
    assertThat(own.summary().rows()).isEqualTo(40_000).isEqualTo(written.rows());
    assertThat(own.summary().columns().toString())
        .contains("column=id, type=bigint, nulls=0, min=Bound[text=0, exact=true]")
        .contains("max=Bound[text=39999, exact=true]")
        .contains("column=name, type=varchar, nulls=8000, min=Bound[text=name 1, exact=true]");
    List<HashValue128> chunks = new ArrayList<>();
    for (RowGroup group : metaData.getRow_groups()) {
      for (ColumnChunk chunk : group.getColumns()) {
        chunks.add(Hashing.xxh3_128().hashBytesTo128Bits(pages(bytes, chunk.getMeta_data())));
      }
    }
    assertThat(chunks).hasSize(metaData.getRow_groups().size() * (kind == Kind.RESULT ? 2 : 5));
    assertThat(own.chunks()).isEqualTo(chunks);
  }

  static Stream<Kind> kinds() {
    return Stream.of(Kind.values());
  }

  private static byte[] pages(byte[] file, ColumnMetaData chunk) {
    long first =
        chunk.isSetDictionary_page_offset()
            ? chunk.getDictionary_page_offset()
            : chunk.getData_page_offset();
    return Arrays.copyOfRange(file, (int) first, (int) (first + chunk.getTotal_compressed_size()));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void sameRowsGiveTheSameBytesAndTheFooterLiesWhereItIsSaid(Kind kind) throws IOException {
    Path file = folder.resolve("one.parquet");
    Path again = folder.resolve("other.parquet");
    FooterPlace place = kind.write.apply(kind.rows(30_000), file).footer();
    byte[] bytes = Files.readAllBytes(file);

    assertThat(kind.write.apply(kind.rows(30_000), again).footer()).isEqualTo(place);
    assertThat(Files.readAllBytes(again)).isEqualTo(bytes);
    int from = (int) place.from();
    assertThat(Digest.ofBytes(Arrays.copyOfRange(bytes, from, from + place.bytes())).hex())
        .isEqualTo(place.sha256());
    assertThat(from + place.bytes() + 8).isEqualTo(bytes.length);
    assertThat(
            Samples.query(
                folder, "SELECT count(*), sum(id) FROM t", new QueryTable("t", TWO, List.of(file))))
        .containsExactly("30000,449985000");
  }

  @Test
  void allElseOfTheFileIsAsDuckDbWroteIt() throws Exception {
    Path file = folder.resolve("raw.parquet");
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckDb.createStatement()) {
      statement.execute(
          "COPY (SELECT i %% 100 AS i, 'x' || i AS s FROM range(9000) r(i)) TO '%s' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 2048, FIELD_IDS {i: 1, s: 2})"
              .formatted(file));
    }
    byte[] before = Files.readAllBytes(file);
    FileMetaData written = Samples.metaData(file);

    FooterPlace place =
        PartCompletion.complete(
            file, new RowSummary(9000, Fingerprint.ZERO, FingerprintVersion.V1, List.of()));

    byte[] after = Files.readAllBytes(file);
    int from = (int) place.from();
    assertThat(Arrays.copyOf(after, from)).isEqualTo(Arrays.copyOf(before, from));
    assertThat(encoded(written))
        .as("nothing of the footer is lost")
        .isEqualTo(Arrays.copyOfRange(before, from, before.length - 8));
    FileMetaData completed = Samples.metaData(file);
    PartDescription own = PartDescription.decode("x", description(completed));
    assertThat(own.filters()).as("of the column that repeats").hasSize(5);
    for (int group = 0; group < 5; group++) {
      ColumnMetaData chunk = written.getRow_groups().get(group).getColumns().get(0).getMeta_data();
      int at = (int) chunk.getBloom_filter_offset();
      assertThat(own.filters().get(group))
          .isEqualTo(
              Hashing.xxh3_128()
                  .hashBytesTo128Bits(
                      Arrays.copyOfRange(before, at, at + chunk.getBloom_filter_length())));
    }
    completed.unsetKey_value_metadata();
    assertThat(completed).isEqualTo(written);
  }

  private static byte[] encoded(FileMetaData metaData) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Util.writeFileMetaData(metaData, bytes);
    return bytes.toByteArray();
  }

  /** The hash of nothing is that of the specification of XXH3. */
  @Test
  void hashesAreBigEndianAndInBase64() {
    HashValue128 ofNothing = Hashing.xxh3_128().hashBytesTo128Bits(new byte[0]);
    assertThat(ofNothing).hasToString("0x99aa06d3014798d86001c324468d497f");
    String text =
        new PartDescription(
                new RowSummary(0, Fingerprint.ZERO, FingerprintVersion.V1, List.of()),
                List.of(ofNothing),
                List.of())
            .encode();
    assertThat(text)
        .isEqualTo(
            "{\"format\":1,\"rows\":0,\"fingerprint\":\"00000000000000000000000000000000\","
                + "\"fingerprintVersion\":1,"
                + "\"columns\":[],\"chunks\":\"maoG0wFHmNhgAcMkRo1Jfw\"}");
    assertThat(Base64.getDecoder().decode("maoG0wFHmNhgAcMkRo1Jfw")).hasSize(16).startsWith(0x99);
  }

  @Test
  void theExampleOfThePageIsRead() throws IOException {
    String page = Files.readString(Path.of("..", "..", "docs", "parts.md"));
    String example = page.substring(page.indexOf("```json") + 7, page.lastIndexOf("```"));

    PartDescription read = PartDescription.decode("x", example);

    assertThat(read.chunks()).containsExactly(Hashing.xxh3_128().hashBytesTo128Bits(new byte[0]));
    assertThat(read.filters()).isEmpty();
    assertThat(read.summary().rows()).isEqualTo(5000);
    assertThat(read.summary().columns())
        .containsExactly(
            new ColumnBounds(
                "id", ColumnType.parse("bigint"), 0, new Bound("1", true), new Bound("9000", true)),
            new ColumnBounds(
                "note",
                ColumnType.parse("varchar"),
                12,
                new Bound("a", true),
                new Bound("zz", false)),
            new ColumnBounds("gone", ColumnType.parse("date"), 5000, null, null));
    assertThat(read.encode()).isEqualTo(example.replaceAll("\\s", ""));
  }

  @Test
  void boundsOfEveryTypeAreExact() {
    ObservedRows rows = Samples.rows(Samples.ALL_TYPES, Samples.EVERY_KIND_OF_VALUE);
    Path file = folder.resolve("all.parquet");
    new DuckDbPartWriter(EngineLimits.DEFAULT, folder).write(rows, Samples.PROVENANCE, file);

    assertThat(Json.read(description(Samples.metaData(file)), JsonNode.class).get("columns"))
        .hasToString(
            """
            [["flag","boolean",1,"false","true"],\
            ["id","bigint",1,"-9223372036854775808","9223372036854775807"],\
            ["ratio","double",1,"-1.7976931348623157E308","NaN"],\
            ["price","decimal(18,2)",1,"-9999999999999999.99","9999999999999999.99"],\
            ["count","decimal(5,0)",1,"-99999","99999"],\
            ["tiny","decimal(18,18)",1,"-0.999999999999999999","0.999999999999999999"],\
            ["wide","decimal(38,10)",1,"-9999999999999999999999999999.9999999999","9999999999999999999999999999.9999999999"],\
            ["day","date",1,"0001-01-01","9999-12-31"],\
            ["at","timestamp",1,"0001-01-01T00:00:00.000001Z","9999-12-31T23:59:59.999999Z"],\
            ["name","varchar",1,"","plain"],\
            ["nested","json",1,"\\"x\\"","{\\"a\\":[1,2]}"]]""");
  }

  @Test
  void longTextsAreCutAndMarkedSo() {
    RowSchema schema = Samples.schema("a varchar", "b varchar", "c varchar", "d varchar");
    String highest = Character.toString(Character.MAX_CODE_POINT).repeat(300);
    ObservedRows rows =
        Samples.rows(
            schema, List.of(Samples.row("y".repeat(1024), "y".repeat(1025), highest, null)));
    Path file = folder.resolve("long.parquet");
    new DuckDbPartWriter(EngineLimits.DEFAULT, folder).write(rows, Samples.PROVENANCE, file);

    String whole = "y".repeat(1024);
    assertThat(description(Samples.metaData(file)))
        .contains("[\"a\",\"varchar\",0,\"%s\",\"%s\"]".formatted(whole, whole))
        .contains("[\"b\",\"varchar\",0,\"%s\",\"%sz\",3]".formatted(whole, "y".repeat(1023)))
        .contains("\",null,3],[\"d\",\"varchar\",1]]");
    assertThat(
            ParquetSlices.footer(
                    CountingReader.of(file),
                    new PartObject("x", CountingReader.of(file).size(), null))
                .summary())
        .contains(rows.summary());
  }

  @Test
  void aFileOfOtherRowsIsNotCompleted() {
    Path file = Samples.part(folder, "p", TWO, List.of(Samples.row("1", "a")));

    assertThatThrownBy(
            () ->
                PartCompletion.complete(
                    file, new RowSummary(2, Fingerprint.ZERO, FingerprintVersion.V1, List.of())))
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessageContaining("has 1 rows instead of 2");
  }

  @Test
  void aFileThatCannotBeOpenedIsTold() {
    assertThatThrownBy(
            () ->
                PartCompletion.complete(
                    folder.resolve("none"),
                    new RowSummary(2, Fingerprint.ZERO, FingerprintVersion.V1, List.of())))
        .isInstanceOf(ScratchFullException.class);
  }
}
