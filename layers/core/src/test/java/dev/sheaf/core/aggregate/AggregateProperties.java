package dev.sheaf.core.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sheaf.core.aggregate.Rows.Case;
import dev.sheaf.core.dataset.Aggregation;
import dev.sheaf.core.dataset.Measure;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.exact.DamagedStateException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.jspecify.annotations.Nullable;

@Domain(Rows.class)
@Domain(DomainContext.Global.class)
class AggregateProperties {

  @Property(tries = 400)
  void resultsAreThoseOfAFold(@ForAll Case table) {
    States states = table.states();
    assertThat(states.rows(states.of(table.rows(), 2048)))
        .isEqualTo(new Fold(Rows.SCHEMA, table.aggregation()).rows(table.rows()));
  }

  /** The greatest doubles, whose deviation is finite, at the limit, or beyond it. */
  @Property(tries = 100)
  void deviationsOfTheGreatestDoublesAreThoseOfAFold(
      @ForAll @Size(max = 6) List<@From("greatest") Double> values) {
    RowSchema schema = Cells.schema("x double");
    Aggregation aggregation =
        new Aggregation(
            List.of(),
            List.of(new Aggregation.Measured("x", List.of(Measure.VARIANCE, Measure.STDDEV))));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    values.forEach(value -> rows.add(Collections.singletonList(value)));
    States states = new States(schema, aggregation);
    assertThat(states.rows(states.of(rows, 2048)))
        .isEqualTo(new Fold(schema, aggregation).rows(rows));
  }

  @Provide
  Arbitrary<Double> greatest() {
    return Arbitraries.of(
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        Math.nextDown(Double.MAX_VALUE),
        Double.MAX_VALUE / 2,
        Double.MAX_VALUE / Math.sqrt(2),
        -Double.MAX_VALUE / Math.sqrt(2),
        0.0);
  }

  @Property(tries = 600)
  void neitherOrderNorSplitNorMergeTreeLeavesATrace(@ForAll Case table, @ForAll Random random) {
    States states = table.states();
    byte[] whole = states.of(table.rows(), 2048);
    List<List<@Nullable Object>> shuffled = new ArrayList<>(table.rows());
    Collections.shuffle(shuffled, random);
    List<byte[]> files = new ArrayList<>();
    int from = 0;
    while (from < shuffled.size() || files.isEmpty()) {
      int to = from + random.nextInt(shuffled.size() - from + 1);
      files.add(states.of(shuffled.subList(from, to), 1 + random.nextInt(5)));
      from = to;
    }
    while (files.size() > 1) {
      Collections.shuffle(files, random);
      List<byte[]> some = files.subList(0, 1 + random.nextInt(files.size()));
      byte[] merged = states.merge(some.toArray(byte[][]::new));
      some.clear();
      files.add(merged);
    }
    assertThat(files.get(0)).isEqualTo(whole);
  }

  @Property(tries = 200)
  void readingUndoesWriting(@ForAll Case table) {
    States states = table.states();
    byte[] file = states.of(table.rows(), 2048);
    assertThat(states.merge(file)).isEqualTo(file);
    assertThat(states.merge(file, states.merge())).isEqualTo(file);
  }

  @Property(tries = 200)
  void nothingDamagedIsRead(@ForAll Case table, @ForAll Random random) {
    States states = table.states();
    byte[] file = states.of(table.rows(), 2048);
    byte[] flipped = file.clone();
    flipped[random.nextInt(file.length)] ^= (byte) (1 << random.nextInt(8));
    assertThat(refusal(states, flipped)).isInstanceOf(DamagedStateException.class);
    byte[] cut = Arrays.copyOf(file, random.nextInt(file.length));
    assertThat(refusal(states, cut)).isInstanceOf(DamagedStateException.class);
    byte[] longer = Arrays.copyOf(file, file.length + 1);
    assertThat(refusal(states, longer)).isInstanceOf(DamagedStateException.class);
  }

  private static @Nullable Throwable refusal(States states, byte[] file) {
    return catchThrowable(() -> states.merge(file));
  }
}
