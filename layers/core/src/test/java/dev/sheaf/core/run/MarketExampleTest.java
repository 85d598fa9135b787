package dev.sheaf.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.row.Counts;
import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.core.yaml.DefinitionParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Korean example gives what its README says, whatever the segments. */
class MarketExampleTest {
  private static final Path MARKET = Path.of("../../examples/market");

  @ParameterizedTest
  @ValueSource(longs = {1 << 20, 100, 7})
  void loads(long segmentBytes, @TempDir Path scratch) throws IOException {
    MemorySheaf sheaf = new MemorySheaf(scratch, segmentBytes);
    sheaf.definitions.apply(
        DefinitionParser.parse("market.yaml", Files.readString(MARKET.resolve("market.yaml"))));
    sheaf.upload(
        "market/counter/2024-11.csv", Files.readAllBytes(MARKET.resolve("counter/2024-11.csv")));
    sheaf.event("market/counter/2024-11.csv");
    sheaf.settle(new Random(1), 0);

    Manifest manifest = sheaf.head("market");
    Counts counts = manifest.counts();
    assertThat(counts.records()).isEqualTo(72);
    assertThat(counts.rejects()).isEqualTo(2);
    assertThat(String.join("\n", sheaf.rows(manifest)))
        .contains("똠양꿍 소스")
        .contains("첫째 줄: 부재 시 전화\n둘째 줄: 010-0000-0000")
        .contains("\"{\"\"쿠폰\"\":\"\"가을맞이\"\"}\"");
  }
}
