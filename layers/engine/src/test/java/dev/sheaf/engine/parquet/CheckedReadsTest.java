package dev.sheaf.engine.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.snapshot.FooterPlace;
import dev.sheaf.core.snapshot.RowGroup;
import dev.sheaf.engine.Samples;
import dev.sheaf.engine.duckdb.DuckDbPartWriter;
import dev.sheaf.engine.duckdb.EngineLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read of a part is what was written, or it is not used. */
class CheckedReadsTest {
  private static final RowSchema SCHEMA = Samples.schema("id bigint", "shop varchar");
  private static final RowSchema.Field ID = SCHEMA.fields().get(0);
  private static final String URI = "s3://lake/runs/r/1/p.parquet";

  @TempDir static Path shared;
  @TempDir Path folder;
  private static byte[] part;
  private static FooterPlace place;
  private int slices;

  @BeforeAll
  static void write() throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (int row = 0; row < 40_000; row++) {
      rows.add(List.of("" + row, "shop " + row % 40));
    }
    Path file = shared.resolve("part.parquet");
    place =
        new DuckDbPartWriter(EngineLimits.DEFAULT, shared)
            .writeSorted(Samples.rows(SCHEMA, rows), Samples.PROVENANCE, List.of("id"), file)
            .footer();
    part = Files.readAllBytes(file);
  }

  @BeforeEach
  void start() {
    slices = 0;
  }

  private static PartFooter footer(CountingReader object, FooterPlace noted) {
    return ParquetSlices.footer(object, new PartObject(URI, object.size(), noted));
  }

  private Path slice(CountingReader object, PartFooter footer, List<Integer> groups) {
    Path slice = folder.resolve("slice-%d.parquet".formatted(slices++));
    ParquetSlices.copy(object, footer, groups, slice);
    return slice;
  }

  @Test
  void aFooterWhosePlaceIsKnownIsReadAtOnceAndAlone() {
    CountingReader object = new CountingReader(part);

    PartFooter footer = footer(object, place);

    assertThat(object.reads).containsExactly(new ByteRange(place.from(), part.length));
    assertThat(footer.fetched()).isEqualTo(new Fetched(1, place.bytes() + 8));
    assertThat(footer.rowGroups()).hasSize(3);
    assertThat(footer.place()).isEqualTo(place);
  }

  @Test
  void whatASliceHoldsIsNotWhatThePartSaysOfItself() {
    CountingReader object = new CountingReader(part);
    Path slice = slice(object, footer(object, place), List.of(1));

    PartFooter footer = footer(CountingReader.of(slice), null);
    assertThat(footer.summary()).isEmpty();
    assertThat(footer(object, place).summary()).isPresent();
    assertThat(footer.rowGroups().get(0).rows()).isEqualTo(16_384);
  }

  /** Every byte of the footer, one bit at a time. */
  @Test
  void noOtherFooterIsTakenForTheOneThatWasNoted() {
    for (int at = (int) place.from(); at < part.length; at++) {
      byte[] damaged = part.clone();
      damaged[at] ^= (byte) (1 << at % 8);
      assertThatThrownBy(() -> footer(new CountingReader(damaged), place))
          .isInstanceOf(DamagedParquetException.class)
          .hasMessageContaining(URI);
    }
    assertThatThrownBy(
            () ->
                footer(
                    new CountingReader(part),
                    new FooterPlace(place.from(), place.bytes(), "ab".repeat(32))))
        .isInstanceOf(DamagedParquetException.class)
        .hasMessageContaining("from byte %d,".formatted(place.from()))
        .hasMessageContaining(place.sha256());
    assertThatThrownBy(
            () ->
                footer(
                    new CountingReader(part),
                    new FooterPlace(place.from() - 1, place.bytes(), place.sha256())))
        .isInstanceOf(DamagedParquetException.class)
        .hasMessageContaining(": %d bytes, and a footer of".formatted(part.length));
  }

  @Test
  void damageOfWhatIsFetchedIsFoundAndNamed() {
    PartFooter footer = footer(new CountingReader(part), place);
    RowGroup middle = footer.rowGroups().get(1);
    Random random = new Random(1);
    for (int tries = 0; tries < 300; tries++) {
      byte[] damaged = part.clone();
      int at = (int) middle.from() + random.nextInt((int) middle.bytes());
      damaged[at] ^= (byte) (1 << random.nextInt(8));
      CountingReader object = new CountingReader(damaged);

      assertThatThrownBy(() -> slice(object, footer, List.of(0, 1)))
          .isInstanceOf(DamagedParquetException.class)
          .hasMessageContaining(URI)
          .hasMessageMatching(".*bytes \\d+ to \\d+, the values of column '.*', are not .*");
      assertThat(slice(object, footer, List.of(0, 2))).as("which does not have it").exists();
    }
  }

  @Test
  void chunksAreCheckedWhereThePlaceOfTheFooterIsNotKnown() {
    byte[] damaged = part.clone();
    damaged[5] ^= 1;
    CountingReader object = new CountingReader(damaged);

    assertThatThrownBy(() -> slice(object, footer(object, null), List.of(0)))
        .hasMessageContaining("column 'id'");
  }

  @Test
  void aDamagedBloomFilterIsNotAsked() throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (int row = 0; row < 30_000; row++) {
      rows.add(List.of("" + row % 90, "x"));
    }
    Path file = folder.resolve("filtered.parquet");
    new DuckDbPartWriter(EngineLimits.DEFAULT, folder)
        .write(Samples.rows(SCHEMA, rows), Samples.PROVENANCE, file);
    byte[] bytes = Files.readAllBytes(file);
    PartFooter footer = footer(new CountingReader(bytes), null);
    ByteRange filter = Piece.filters(footer.metaData()).get(0).bytes();

    assertThat(
            new BloomFilters(new CountingReader(bytes), footer)
                .holding(footer.rowGroups(), ID, "77"))
        .hasSize(1);
    bytes[(int) filter.end() - 3] ^= 4;
    assertThatThrownBy(
            () ->
                new BloomFilters(new CountingReader(bytes), footer)
                    .holding(footer.rowGroups(), ID, "77"))
        .isInstanceOf(DamagedParquetException.class)
        .hasMessageContaining("the Bloom filter of column 'id'");
  }

  @Test
  void aPartOfANewerFormatIsRefused() {
    assertThatThrownBy(() -> PartDescription.decode(URI, "{\"format\": 2, \"any\": 1}"))
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessageContaining(URI)
        .hasMessageContaining("upgrade");
    for (String text :
        List.of(
            "",
            "{",
            "{}",
            "[]",
            "{\"format\":1,\"rows\":1}",
            "{\"format\":1,\"rows\":1,\"fingerprint\":\"x\",\"columns\":[],\"chunks\":\"\"}")) {
      assertThatThrownBy(() -> PartDescription.decode(URI, text))
          .isInstanceOf(DamagedParquetException.class)
          .hasMessageContaining(URI);
    }
  }
}
