package dev.sheaf.local.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.commit.Operations;
import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.Definitions;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.index.IndexTable;
import dev.sheaf.core.index.IndexWriter;
import dev.sheaf.core.merge.MergeSizes;
import dev.sheaf.core.merge.Merger;
import dev.sheaf.core.row.Counts;
import dev.sheaf.core.row.Fingerprint;
import dev.sheaf.core.row.FingerprintVersion;
import dev.sheaf.core.snapshot.Announcer;
import dev.sheaf.core.snapshot.CommitLog;
import dev.sheaf.core.snapshot.FooterPlace;
import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.core.snapshot.ManifestStore;
import dev.sheaf.core.snapshot.Operation;
import dev.sheaf.core.snapshot.OperationRecord;
import dev.sheaf.core.snapshot.Part;
import dev.sheaf.core.snapshot.SnapshotRecord;
import dev.sheaf.core.store.Lake;
import dev.sheaf.core.store.ResultKeys;
import dev.sheaf.core.store.SnapshotPlace;
import dev.sheaf.core.store.TaskOutput;
import dev.sheaf.core.testing.ObjectStoreContract;
import dev.sheaf.core.yaml.DefinitionParser;
import dev.sheaf.core.zone.Zone;
import dev.sheaf.core.zone.ZoneMap;
import dev.sheaf.engine.sql.DuckDbEngine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long a commit of many parts takes on the embedded endpoints, manifest and index included, and
 * what the index costs. Run by hand: {@code mvn -pl local -am test -Dtest=CommitSpeed
 * -Dsurefire.failIfNoSpecifiedTests=false}. Nothing is asserted of the times.
 */
class CommitSpeed {
  @RegisterExtension
  static final S3Fixture S3 = new S3Fixture(Target.EMBEDDED, ObjectStoreContract.Versions.NONE);

  @RegisterExtension static final TableFixture TABLE = new TableFixture(Target.EMBEDDED);

  @TempDir Path scratch;

  /** Counts write units: one for each KiB of an item. */
  private static final class CountedIndex implements IndexTable {
    private final IndexTable table = TABLE.index();
    private int items;
    private long writeUnits;

    @Override
    public void putItem(String dataset, String name, String text) {
      items++;
      writeUnits += (text.getBytes(StandardCharsets.UTF_8).length + 1023L) / 1024;
      table.putItem(dataset, name, text);
    }

    @Override
    public Optional<String> item(String dataset, String name) {
      return table.item(dataset, name);
    }

    @Override
    public List<String> itemNames(String dataset) {
      return table.itemNames(dataset);
    }

    @Override
    public void removeItem(String dataset, String name) {
      table.removeItem(dataset, name);
    }
  }

  @Test
  void commitManyParts() {
    for (int parts : new int[] {10, 10, 1_000, 10_000}) { // The first one warms up.
      commit(parts);
    }
  }

  private void commit(int parts) {
    String dataset = "d" + UUID.randomUUID().toString().replace("-", "");
    Definition definition =
        DefinitionParser.parse(
            "d.yaml",
            "dataset: %s\ncolumns: { id: bigint, at: timestamp }\nindex: [id, at]\n"
                .formatted(dataset));
    Definitions definitions = new Definitions(lake(), TABLE.datasets());
    definition = definitions.apply(definition).now().definition();
    CountedIndex index = new CountedIndex();
    put(manifest(definition, 1, parts));
    put(manifest(definition, 2, 0));
    Operations operations =
        new Operations(
            lake(),
            new ManifestStore(lake()),
            TABLE.snapshots(),
            TABLE.runs(),
            definitions,
            merger(),
            new IndexWriter(index, TABLE.snapshots()),
            new Announcer(
                TABLE.snapshots(),
                new CommitLog(lake(), TABLE.snapshots(), Clock.systemUTC()),
                snapshot -> {}),
            Clock.systemUTC());

    long start = System.nanoTime();
    OperationRecord ended = operations.carryOut(new Operation.Rollback("once", dataset, 1));
    long millis = (System.nanoTime() - start) / 1_000_000;

    assertThat(ended.reason()).isNull();
    assertThat(TABLE.snapshots().head(dataset).orElseThrow().parts()).isEqualTo(parts);
    System.out.printf(
        "| %,d | %,d ms | %,d | %,d |%n", parts, millis, index.items, index.writeUnits);
  }

  private Merger merger() {
    return new Merger(
        lake(),
        DuckDbEngine.over(lake(), scratch),
        MergeSizes.DEFAULT,
        () -> UUID.randomUUID().toString(),
        Clock.systemUTC());
  }

  private static Lake lake() {
    return new Lake(S3.store(), S3.bucket());
  }

  private static void put(Manifest manifest) {
    ManifestStore.Stored stored =
        new ManifestStore(lake())
            .write(
                manifest,
                Optional.empty(),
                new SnapshotPlace(manifest.dataset(), manifest.version(), "made"));
    TABLE.snapshots().commit(SnapshotRecord.of(stored, List.of()));
  }

  private static Manifest manifest(Definition definition, int version, int parts) {
    return new Manifest(
        definition.dataset(),
        version,
        version - 1,
        Instant.EPOCH.plusSeconds(version),
        definition.digest(),
        RowSchema.of(definition),
        IntStream.range(0, parts).mapToObj(part -> part(definition, part)).toList(),
        List.of(),
        null,
        Counts.NONE,
        Fingerprint.ZERO);
  }

  private static Part part(Definition definition, int number) {
    List<RowSchema.Field> fields = RowSchema.of(definition).fields();
    Zone ids = new Zone(fields.get(0).type(), 0, number * 1000L + "", number * 1000L + 999 + "");
    Zone times =
        new Zone(
            fields.get(1).type(),
            0,
            Instant.EPOCH.plusSeconds(number * 60L).toString(),
            Instant.EPOCH.plusSeconds(number * 60L + 59).toString());
    return new Part(
        new ResultKeys(definition.dataset(), "0".repeat(24), ResultKeys.Layout.BY_DATASET)
            .output(TaskOutput.ROWS, 0, number, UUID.randomUUID().toString()),
        1 << 20,
        1000,
        "0".repeat(64),
        Fingerprint.ZERO,
        List.of(),
        new ZoneMap(Map.of("id", ids, "at", times)),
        null,
        FooterPlace.in(1 << 20, 1_040_000, "0".repeat(64)),
        FingerprintVersion.V1);
  }
}
