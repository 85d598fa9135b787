package dev.sheaf.core.commit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.row.Counts;
import dev.sheaf.core.yaml.DefinitionParser;
import org.junit.jupiter.api.Test;

class RejectBoundTest {
  private static final String UNDECLARED = "dataset: d\ncolumns: { id: bigint }\n";

  @Test
  void whereNothingIsDeclaredAFewAreAcceptedAndAHundredthOfMany() {
    assertThat(refusal(null, 1, 1)).isEmpty();
    assertThat(refusal(null, 10, 1)).isEmpty();
    assertThat(refusal(null, 11, 1)).contains("11 of 12 records are rejects");
    assertThat(refusal(null, 11, 1_088)).contains("11 of 1099 records are rejects");
    assertThat(refusal(null, 11, 1_089)).isEmpty();
    assertThat(refusal(null, 100, 9_900)).isEmpty();
    assertThat(refusal(null, 101, 9_899)).contains("101 of 10000 records are rejects");
  }

  @Test
  void noRowLeftIsTooFew() {
    assertThat(refusal(null, 0, 0)).isEmpty();
    assertThat(refusal(null, 1, 0)).contains("1 of 1 records are rejects, and no row is left");
    assertThat(refusal(null, 10, 0)).contains("10 of 10");
  }

  /** It is not for the rejects that there is no row then. */
  @Test
  void rowsThatTheTransformDropsAreNotMissed() {
    assertThat(refusal(null, new Counts(100, 0, 100, 1, 99, 0))).isEmpty();
    assertThat(refusal(null, new Counts(100, 0, 100, 2, 98, 0))).contains("no row is left");
  }

  @Test
  void aDeclaredRatioIsTakenAtItsWord() {
    assertThat(refusal("0", 0, 5)).isEmpty();
    assertThat(refusal("0", 1, 1_000_000))
        .contains("1 of 1000001 records are rejects, more than the max_ratio of 0.0 allows");
    assertThat(refusal("0.01", 1, 98)).contains("1 of 99");
    assertThat(refusal("0.01", 1, 99)).isEmpty();
    assertThat(refusal("0.5", 11, 11)).isEmpty();
    assertThat(refusal("1", 7, 0)).isEmpty();
  }

  /** They are neither bad records nor good ones. */
  @Test
  void rejectsApartDoNotEnter() {
    assertThat(refusal("0", new Counts(5, 0, 5, 2, 0, 3).withApart(2))).isEmpty();
    assertThat(refusal("0", new Counts(5, 0, 5, 3, 0, 2).withApart(2))).contains("1 of 3 records");
    assertThat(refusal("0.5", new Counts(9, 0, 9, 8, 0, 1).withApart(6))).contains("2 of 3");
    assertThat(refusal(null, new Counts(300, 0, 300, 200, 0, 100).withApart(200))).isEmpty();
    assertThat(refusal(null, new Counts(1, 0, 1, 1, 0, 0).withApart(1))).isEmpty();
    assertThat(refusal(null, new Counts(2, 0, 2, 2, 0, 0).withApart(1))).contains("1 of 1");
  }

  @Test
  void theRatioThatIsNamedAcceptsThem() {
    for (Counts counts :
        new Counts[] {
          new Counts(12, 0, 12, 11, 0, 1),
          new Counts(3, 0, 3, 3, 0, 0),
          new Counts(900, 0, 900, 300, 0, 600),
          new Counts(100, 0, 100, 20, 0, 80),
          new Counts(100_000, 0, 100_000, 1_001, 0, 98_999)
        }) {
      String refusal = refusal(null, counts);
      String ratio = refusal.replaceFirst(".*max_ratio: ([0-9.]+) }' in the defini.*", "$1");
      assertThat(refusal(ratio, counts)).as(refusal).isEmpty();
    }
    assertThat(refusal(null, new Counts(100, 0, 100, 20, 0, 80)))
        .contains("'rejects: { max_ratio: 0.2 }' in the definition of dataset d");
  }

  private static String refusal(String ratio, long rejects, long rows) {
    return refusal(ratio, new Counts(rejects + rows, 0, rejects + rows, rejects, 0, rows));
  }

  private static String refusal(String ratio, Counts counts) {
    assertThat(counts.balance()).isTrue();
    String yaml =
        ratio == null ? UNDECLARED : UNDECLARED + "rejects: { max_ratio: " + ratio + " }\n";
    Definition definition = DefinitionParser.parse("d.yaml", yaml);
    return new RejectBound(definition, counts).refusal().orElse("");
  }
}
