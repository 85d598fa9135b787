package dev.sheaf.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sheaf.core.store.Lake;
import dev.sheaf.core.store.TransientException;
import dev.sheaf.core.testing.InMemoryObjectStore;
import dev.sheaf.core.yaml.DefinitionParser;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Changes of a definition that are made at the same time. */
class DefinitionChangeProperties {
  private static final Definition PLAIN = definition(List.of("id"));

  /**
   * @param pauses how many other changes begin and end before the first write, the second, ...
   */
  @Property(tries = 300)
  void noneIsLost(@ForAll @Size(max = 12) List<@IntRange(max = 2) Integer> pauses) {
    int changes = 1 + pauses.stream().mapToInt(Integer::intValue).sum();
    Deque<Integer> interruptions = new ArrayDeque<>(pauses);
    Deque<Integer> waiting = new ArrayDeque<>(IntStream.range(0, changes).boxed().toList());
    List<Definitions.Outcome> outcomes = new ArrayList<>();
    Definitions[] definitions = new Definitions[1];
    Runnable next =
        () ->
            Optional.ofNullable(waiting.poll())
                .ifPresent(
                    number -> outcomes.add(definitions[0].change("d", adding("added_" + number))));
    definitions[0] =
        over(
            new ContendedTable(
                () ->
                    () -> {
                      int others = Optional.ofNullable(interruptions.poll()).orElse(0);
                      IntStream.range(0, others).forEach(one -> next.run());
                    }));

    while (!waiting.isEmpty()) {
      next.run();
    }

    Definitions.Revised now = definitions[0].revised("d").orElseThrow();
    assertThat(now.definition().columns())
        .extracting(Column::name)
        .contains("id")
        .containsAll(IntStream.range(0, changes).mapToObj(number -> "added_" + number).toList())
        .hasSize(changes + 1);
    assertThat(now.revision()).as("one for each").isEqualTo(changes);
    assertThat(outcomes)
        .extracting(outcome -> outcome.now().revision())
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, changes).mapToObj(Long::valueOf).toList());
  }

  @Example
  void whatIsThereAlreadyIsNoChange() {
    Definitions definitions = over(new ContendedTable(() -> () -> {}));

    Definitions.Outcome first = definitions.apply(PLAIN);
    Definitions.Outcome again = definitions.apply(PLAIN);

    assertThat(first.before()).isEmpty();
    assertThat(first.now().revision()).isEqualTo(1);
    assertThat(again.before()).hasValue(first.now());
    assertThat(again.now()).isEqualTo(first.now());
  }

  @Example
  void whoeverIsFirstTheOtherChangeIsWorkedOutFromIt() {
    List<Definitions> others = new ArrayList<>();
    Deque<Runnable> meanwhile =
        new ArrayDeque<>(List.of(() -> others.get(0).putFirst(definition(List.of("seen")))));
    Definitions definitions =
        over(new ContendedTable(() -> Optional.ofNullable(meanwhile.poll()).orElse(() -> {})));
    others.add(definitions);

    Definitions.Outcome outcome = definitions.change("d", adding("late"));

    assertThat(outcome.before()).isEmpty();
    assertThat(outcome.now().revision()).isEqualTo(2);
    assertThat(outcome.now().definition().columns())
        .extracting(Column::name)
        .containsExactly("seen", "late");
  }

  @Example
  void whoIsAlwaysLateIsToldSo() {
    List<Definitions> others = new ArrayList<>();
    AtomicInteger number = new AtomicInteger();
    AtomicInteger depth = new AtomicInteger();
    Definitions definitions =
        over(
            new ContendedTable(
                () ->
                    () -> {
                      if (depth.getAndIncrement() == 0) {
                        others.get(0).change("d", adding("x" + number.incrementAndGet()));
                      }
                      depth.decrementAndGet();
                    }));
    others.add(definitions);

    assertThatThrownBy(() -> definitions.change("d", adding("late")))
        .isInstanceOf(TransientException.class)
        .hasMessageContaining("the definition of d was changed 20 times")
        .hasMessageEndingWith("make it again");
    assertThat(definitions.current("d").orElseThrow().columns())
        .extracting(Column::name)
        .doesNotContain("late");
  }

  private static Definitions over(DatasetTable table) {
    return new Definitions(
        new Lake(
            new InMemoryObjectStore(InMemoryObjectStore.Versioning.OFF, InstantSource.system()),
            "lake"),
        table);
  }

  /** What is there, and a column more. */
  private static Definitions.Change adding(String column) {
    return current -> {
      List<String> names =
          new ArrayList<>(current.orElse(PLAIN).columns().stream().map(Column::name).toList());
      names.add(column);
      return definition(names).following(current, Optional.empty());
    };
  }

  private static Definition definition(List<String> columns) {
    return DefinitionParser.parse(
        "d.yaml",
        "dataset: d\ncolumns: { %s: bigint }\n".formatted(String.join(": bigint, ", columns)));
  }
}
