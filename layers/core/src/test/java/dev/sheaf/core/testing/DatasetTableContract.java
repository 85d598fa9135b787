package dev.sheaf.core.testing;

import static dev.sheaf.core.testing.Samples.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.dataset.DatasetTable;
import dev.sheaf.core.dataset.DatasetTable.Current;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link DatasetTable} promises. */
public abstract class DatasetTableContract {
  private static final int RACERS = 16;

  protected abstract DatasetTable table();

  private final String dataset = fresh("orders");

  @Test
  void anUnknownDatasetHasNoDefinition() {
    assertThat(table().definition(dataset)).isEmpty();
    assertThat(table().datasets()).doesNotContain(dataset);
    assertThat(table().everNamed()).doesNotContain(dataset);
  }

  @Test
  void theFirstDefinitionStays() {
    assertThat(table().putDefinition(dataset, "first")).isEqualTo(current("first", 1));
    assertThat(table().putDefinition(dataset, "second")).isEqualTo(current("first", 1));
    assertThat(table().putDefinition(dataset, "first")).isEqualTo(current("first", 1));
    assertThat(table().definition(dataset)).hasValue(current("first", 1));
  }

  @Test
  void ofManyRacersAllSeeTheSameDefinition() {
    List<Current> seen = Race.of(RACERS, racer -> table().putDefinition(dataset, "d" + racer));

    assertThat(seen).containsOnly(table().definition(dataset).orElseThrow());
  }

  @Test
  void aDefinitionIsReplacedOnDemand() {
    Current first = table().putDefinition(dataset, "first");

    assertThat(table().replaceDefinition(dataset, first, "second")).isTrue();
    assertThat(table().definition(dataset)).hasValue(current("second", 2));
    assertThat(table().putDefinition(dataset, "third")).isEqualTo(current("second", 2));
    assertThat(table().datasets()).contains(dataset);
  }

  @Test
  void onlyTheDefinitionThatWasReadIsReplaced() {
    Current first = table().putDefinition(dataset, "first");
    table().replaceDefinition(dataset, first, "second");

    assertThat(table().replaceDefinition(dataset, first, "third")).isFalse();
    assertThat(table().replaceDefinition(dataset, current("second", 1), "third")).isFalse();
    assertThat(table().replaceDefinition(dataset, current("second", 3), "third")).isFalse();
    assertThat(table().replaceDefinition(dataset, current("first", 2), "third")).isFalse();
    assertThat(table().definition(dataset)).hasValue(current("second", 2));
  }

  @Test
  void whatIsThereAgainIsAnotherRevision() {
    Current first = table().putDefinition(dataset, "first");
    table().replaceDefinition(dataset, first, "second");
    table().replaceDefinition(dataset, current("second", 2), "first");

    assertThat(table().definition(dataset)).hasValue(current("first", 3));
    assertThat(table().replaceDefinition(dataset, first, "third")).isFalse();
  }

  @Test
  void aRepeatedReplacementFindsThatItTookPlace() {
    Current first = table().putDefinition(dataset, "first");

    assertThat(table().replaceDefinition(dataset, first, "second")).isTrue();
    assertThat(table().replaceDefinition(dataset, first, "second")).isTrue();
    assertThat(table().definition(dataset)).hasValue(current("second", 2));
  }

  @Test
  void nothingIsReplacedWhereNothingIs() {
    assertThat(table().replaceDefinition(dataset, current("first", 1), "second")).isFalse();
    assertThat(table().definition(dataset)).isEmpty();
    assertThat(table().datasets()).doesNotContain(dataset);
  }

  @Test
  void ofManyRacersOneReplaces() {
    Current first = table().putDefinition(dataset, "first");

    List<Boolean> won =
        Race.of(RACERS, racer -> table().replaceDefinition(dataset, first, "d" + racer));

    int winner = won.indexOf(true);
    assertThat(won).filteredOn(one -> one).hasSize(1);
    assertThat(table().definition(dataset)).hasValue(current("d" + winner, 2));
  }

  @Test
  void aRemovedDefinitionIsGoneAndItsRevisionIsNotGivenAgain() {
    Current first = table().putDefinition(dataset, "first");
    table().replaceDefinition(dataset, first, "second");

    assertThat(table().removeDefinition(dataset, current("second", 2))).isTrue();
    assertThat(table().definition(dataset)).isEmpty();
    assertThat(table().datasets()).doesNotContain(dataset);
    assertThat(table().everNamed()).contains(dataset).isSorted();
    assertThat(table().replaceDefinition(dataset, current("second", 2), "third")).isFalse();
    assertThat(table().definition(dataset)).isEmpty();
    assertThat(table().lastRemoved(dataset)).hasValue(current("second", 2));

    assertThat(table().putDefinition(dataset, "first")).isEqualTo(current("first", 3));
    assertThat(table().lastRemoved(dataset)).isEmpty();
    assertThat(table().putDefinition(dataset, "other")).isEqualTo(current("first", 3));
    assertThat(table().datasets()).contains(dataset);
    assertThat(table().replaceDefinition(dataset, current("first", 3), "last")).isTrue();
    assertThat(table().definition(dataset)).hasValue(current("last", 4));
  }

  @Test
  void onlyTheDefinitionThatWasReadIsRemoved() {
    Current first = table().putDefinition(dataset, "first");
    table().replaceDefinition(dataset, first, "second");

    assertThat(table().removeDefinition(dataset, first)).isFalse();
    assertThat(table().removeDefinition(dataset, current("second", 1))).isFalse();
    assertThat(table().removeDefinition(dataset, current("second", 3))).isFalse();
    assertThat(table().definition(dataset)).hasValue(current("second", 2));
    assertThat(table().removeDefinition(fresh("none"), first)).isFalse();
  }

  @Test
  void aRemovalMayBeRepeatedUntilThereIsAnotherDefinition() {
    Current first = table().putDefinition(dataset, "first");

    assertThat(table().removeDefinition(dataset, first)).isTrue();
    assertThat(table().removeDefinition(dataset, first)).isTrue();
    assertThat(table().removeDefinition(dataset, current("other", 1))).isFalse();
    table().putDefinition(dataset, "first");
    assertThat(table().removeDefinition(dataset, first)).isFalse();
    assertThat(table().definition(dataset)).hasValue(current("first", 2));
  }

  @Test
  void ofManyRacersAfterARemovalAllSeeTheSameDefinition() {
    Current first = table().putDefinition(dataset, "first");
    table().removeDefinition(dataset, first);

    List<Current> seen = Race.of(RACERS, racer -> table().putDefinition(dataset, "d" + racer));

    assertThat(seen).containsOnly(table().definition(dataset).orElseThrow());
    assertThat(seen.get(0).revision()).isEqualTo(2);
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

  private static Current current(String digest, long revision) {
    return new Current(digest, revision);
  }
}
