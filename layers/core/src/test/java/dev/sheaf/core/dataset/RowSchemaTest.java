package dev.sheaf.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowSchemaTest {
  private static final ColumnType BIGINT = ColumnType.of(ColumnType.Kind.BIGINT);
  private static final RowSchema WITHOUT_IDS =
      new RowSchema(List.of(new RowSchema.Field("n", BIGINT)));
  private static final RowSchema WITH_IDS =
      new RowSchema(List.of(new RowSchema.Field("n", BIGINT, 4)));

  @Test
  void whatWasWrittenBeforeThereWereIdsIsWrittenAndReadAsItWas() {
    String stored = "{\"fields\":[{\"name\":\"n\",\"type\":\"bigint\"}]}";
    assertThat(Json.write(WITHOUT_IDS)).isEqualTo(stored);
    assertThat(Json.read(stored, RowSchema.class)).isEqualTo(WITHOUT_IDS);
  }

  @Test
  void idsAreStored() {
    assertThat(Json.write(WITH_IDS))
        .isEqualTo("{\"fields\":[{\"id\":4,\"name\":\"n\",\"type\":\"bigint\"}]}");
    assertThat(Json.read(Json.write(WITH_IDS), RowSchema.class)).isEqualTo(WITH_IDS);
  }

  @Test
  void columnsAreTheSameWhateverTheirIds() {
    assertThat(WITH_IDS.hasColumnsOf(WITHOUT_IDS)).isTrue();
    assertThat(WITHOUT_IDS.hasColumnsOf(WITH_IDS)).isTrue();
    assertThat(WITH_IDS.hasColumnsOf(new RowSchema(List.of()))).isFalse();
    assertThat(WITH_IDS)
        .satisfies(
            schema ->
                assertThat(
                        schema.hasColumnsOf(
                            new RowSchema(
                                List.of(
                                    new RowSchema.Field(
                                        "n", ColumnType.of(ColumnType.Kind.DATE))))))
                    .isFalse());
  }
}
