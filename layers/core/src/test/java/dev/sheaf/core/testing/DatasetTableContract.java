package dev.sheaf.core.testing;

import static dev.sheaf.core.testing.Samples.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.dataset.DatasetTable;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link DatasetTable} promises. */
public abstract class DatasetTableContract {
  private static final int RACERS = 16;

  protected abstract DatasetTable table();

  private final String dataset = fresh("orders");

  @Test
  void anUnknownDatasetHasNoDefinition() {
    assertThat(table().definitionDigest(dataset)).isEmpty();
    assertThat(table().datasets()).doesNotContain(dataset);
  }

  @Test
  void theFirstDefinitionStays() {
    assertThat(table().putDefinition(dataset, "first")).isEqualTo("first");
    assertThat(table().putDefinition(dataset, "second")).isEqualTo("first");
    assertThat(table().putDefinition(dataset, "first")).isEqualTo("first");
    assertThat(table().definitionDigest(dataset)).hasValue("first");
  }

  @Test
  void ofManyRacersAllSeeTheSameDefinition() {
    List<String> seen = Race.of(RACERS, racer -> table().putDefinition(dataset, "d" + racer));

    assertThat(seen).containsOnly(table().definitionDigest(dataset).orElseThrow());
  }

  @Test
  void aDefinitionIsReplacedOnDemand() {
    table().putDefinition(dataset, "first");
    table().replaceDefinition(dataset, "second");
    assertThat(table().definitionDigest(dataset)).hasValue("second");
    assertThat(table().putDefinition(dataset, "third")).isEqualTo("second");
  }

  @Test
  void aDatasetCanBeginWithAReplacement() {
    table().replaceDefinition(dataset, "applied");

    assertThat(table().definitionDigest(dataset)).hasValue("applied");
    assertThat(table().datasets()).contains(dataset);
  }

  @Test
  void datasetsAreSorted() {
    String last = fresh("z");
    String first = fresh("a");
    table().putDefinition(last, "d");
    table().putDefinition(first, "d");
    table().putDefinition(first, "d");

    assertThat(table().datasets())
        .containsSubsequence(first, last)
        .isSorted()
        .doesNotHaveDuplicates();
  }
}
