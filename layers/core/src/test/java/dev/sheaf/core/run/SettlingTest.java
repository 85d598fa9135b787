package dev.sheaf.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.core.upload.UploadState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was inferred from no value is settled by the first values, in whatever order uploads come. */
class SettlingTest {
  private static final Map<Character, String> FILES =
      Map.of(
          'h', "id,v,d\n",
          'e', "id,v,d\n1,,\n2,,\n",
          'v', "id,v,d\n3,1.5,\n4,2.5,\n",
          'd', "id,v,d\n5,,2024-01-01\n");

  @TempDir Path scratch;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hevd", "hedv", "hvde", "hdve", "ehvd", "evhd", "edvh", "vhed", "vdeh", "dhev", "devh",
        "dveh"
      })
  void theFirstValuesSettleTheTypesInAnyOrder(String order) throws IOException {
    for (boolean together : List.of(false, true)) {
      Path folder = Files.createDirectory(scratch.resolve("" + together));
      MemorySheaf sheaf = new MemorySheaf(folder, 1000);
      List<ObjectVersion> uploads = new ArrayList<>();
      for (char file : order.toCharArray()) {
        uploads.add(sheaf.upload("t/" + file + ".csv", FILES.get(file)));
        sheaf.event("t/" + file + ".csv");
        if (!together) {
          sheaf.settle();
        }
      }
      sheaf.settle();

      assertThat(uploads).allMatch(one -> sheaf.record("t", one).state() == UploadState.LOADED);
      assertThat(sheaf.definitions.current("t").orElseThrow().columns())
          .extracting(column -> column.name() + " " + column.type())
          .containsExactly("id bigint", "v double", "d date");
      assertThat(sheaf.definitions.current("t").orElseThrow().columns())
          .extracting(Column::inference)
          .containsOnly(Column.Inference.FROM_VALUES);
      assertThat(sheaf.rows(sheaf.head("t")))
          .containsExactlyInAnyOrder("1,,", "2,,", "3,1.5,", "4,2.5,", "5,,2024-01-01");
    }
  }
}
