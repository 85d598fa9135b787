package dev.sheaf.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One row per customer, the latest, wherever the cuts are and however many commits it took. */
class UpsertTest {
  private static final Path EXAMPLE = Path.of("../examples/customers");

  private static final List<String> CUSTOMERS =
      List.of(
          "1001,Kim Min-jun,Seoul,2026-01-05T00:00:00Z",
          "1002,Lee Seo-yeon,Ulsan,2026-01-09T08:45:00Z",
          "1003,Park Ji-ho,Seoul,2026-02-02T02:00:00Z",
          "1004,Choi Ha-eun,Suwon,2026-02-03T03:00:00Z",
          "1005,\"Jung, Do-yun\",Gwangju,2026-01-06T23:15:00Z",
          "1006,Kang Soo-ah,Seoul,2026-02-05T00:30:00Z",
          "1007,Yoon Ye-jun,Daejeon,2026-02-01T11:00:00Z");

  @TempDir Path root;

  @Test
  void theLatestRecordOfEachCustomerIsKept() throws IOException {
    Set<String> fingerprints = new HashSet<>();
    for (String size : List.of("60", "1MiB")) {
      Path store = root.resolve("store-" + size);
      fingerprints.add(run(store, size, EXAMPLE));
      assertThat(rows(store, size)).isEqualTo(CUSTOMERS);
    }
    Path store = root.resolve("store-stepwise");
    run(store, "100", onlyWith("web/changes.ndjson"));
    run(store, "100", onlyWith("crm/2026-02.csv"));
    fingerprints.add(run(store, "100", onlyWith("crm/2026-01.csv")));

    assertThat(rows(store, "stepwise")).isEqualTo(CUSTOMERS);
    assertThat(fingerprints).hasSize(1);
  }

  /** The example, of which one upload is there. */
  private Path onlyWith(String upload) throws IOException {
    Path folder = Files.createTempDirectory(root, "some").resolve("customers");
    Files.createDirectories(folder.resolve(upload).getParent());
    Files.copy(EXAMPLE.resolve("customers.yaml"), folder.resolve("customers.yaml"));
    Files.copy(EXAMPLE.resolve(upload), folder.resolve(upload));
    return folder;
  }

  private static String run(Path store, String segmentSize, Path folder) {
    CommandRun run =
        CommandRun.on(store, "run", "--json", "--segment-size", segmentSize, folder.toString());
    assertThat(run.status()).as(run.err()).isZero();
    JsonNode snapshot = run.snapshot();
    return snapshot.get("fingerprint").textValue();
  }

  private List<String> rows(Path store, String name) throws IOException {
    Path csv = root.resolve("out-" + name + ".csv");
    CommandRun export =
        CommandRun.on(store, "export", "customers", "--format", "csv", "--out", csv.toString());
    assertThat(export.status()).as(export.err()).isZero();
    List<String> lines = new ArrayList<>(Files.readAllLines(csv));
    lines.remove(0);
    return lines;
  }
}
