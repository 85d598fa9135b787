package dev.sheaf.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.part.ScratchFolder;
import dev.sheaf.core.row.Counts;
import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.core.testing.ScriptedTransform;
import dev.sheaf.core.transform.TransformCheck;
import dev.sheaf.core.yaml.DefinitionParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** With a transform, too, segment size, order and trouble on the way cannot be seen. */
final class TransformRunProperties {
  private static Path scratch = Path.of("");

  @BeforeContainer
  static void makeScratch() throws IOException {
    scratch = Files.createTempDirectory("sheaf-test");
  }

  @AfterContainer
  static void deleteScratch() {
    ScratchFolder.delete(scratch);
  }

  @Property(tries = 60)
  void theSnapshotDoesNotShowHowItWasCut(
      @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 1, max = 99) Integer> numbers,
      @ForAll @IntRange(min = 1, max = 80) int segmentBytes,
      @ForAll long seed) {
    Manifest whole = snapshot(numbers, 1 << 20, new Random(seed), 0);
    Manifest cut = snapshot(numbers, segmentBytes, new Random(seed), 20);

    long failed = numbers.stream().filter(n -> n % 7 == 0).count();
    long filtered = numbers.stream().filter(n -> n % 7 != 0 && n % 3 == 0).count();
    int all = numbers.size();
    assertThat(cut.fingerprint()).isEqualTo(whole.fingerprint());
    assertThat(cut.counts()).isEqualTo(whole.counts());
    assertThat(cut.counts())
        .isEqualTo(new Counts(all, 0, all, failed, filtered, all - failed - filtered));
  }

  private static Manifest snapshot(
      List<Integer> numbers, long segmentBytes, Random random, int trouble) {
    MemorySheaf sheaf = new MemorySheaf(scratch, segmentBytes);
    sheaf.definitions.apply(DEFINITION);
    sheaf.upload(
        "d/default/d.csv",
        numbers.stream().map(n -> n + ",\"t\nu\"\n").collect(Collectors.joining("", "n,t\n", "")));
    sheaf.event("d/default/d.csv");
    sheaf.settle(random, trouble);
    return sheaf.head("d");
  }

  private static final Definition DEFINITION =
      TransformCheck.checked(
          DefinitionParser.parse(
              "d.yaml",
              """
              dataset: d
              sources: { default: { format: csv, delimiter: "," } }
              columns: { n: bigint, t: varchar }
              transform: drop 3 fail 7
              rejects: { max_ratio: 1 }
              """),
          ScriptedTransform::new);
}
