package dev.sheaf.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.Integration;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.json.Digest;
import dev.sheaf.core.merge.CompactionSizes;
import dev.sheaf.core.merge.LiveUpload;
import dev.sheaf.core.merge.MergeSizes;
import dev.sheaf.core.merge.Merged;
import dev.sheaf.core.merge.Merger;
import dev.sheaf.core.merge.UpsertSizes;
import dev.sheaf.core.part.Engine;
import dev.sheaf.core.part.KeyRange;
import dev.sheaf.core.part.PartReader;
import dev.sheaf.core.part.PartWriter;
import dev.sheaf.core.part.ScratchFolder;
import dev.sheaf.core.row.Counts;
import dev.sheaf.core.row.Fingerprint;
import dev.sheaf.core.row.FingerprintVersion;
import dev.sheaf.core.row.RowBatch;
import dev.sheaf.core.row.RowSource;
import dev.sheaf.core.snapshot.Contribution;
import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.core.snapshot.Part;
import dev.sheaf.core.store.Lake;
import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.core.store.Payload;
import dev.sheaf.core.testing.InMemoryObjectStore;
import dev.sheaf.core.testing.PlainPartWriter;
import dev.sheaf.core.testing.PlainParts;
import dev.sheaf.core.testing.ScriptedTransform;
import dev.sheaf.core.upload.Upload;
import dev.sheaf.core.yaml.DefinitionParser;
import dev.sheaf.core.zone.ObservedRows;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/** Parquet and DuckDB give what a merge in plain Java gives, commit by commit. */
final class UpsertMergeProperties {
  private static final List<String> KEY_TYPES =
      List.of(
          "bigint", "varchar", "date", "timestamp", "decimal(9,2)", "decimal(38,10)", "boolean");
  private static final MergeSizes SMALL = sizes(new UpsertSizes(1, 4_000, 4, 8_000, 60_000));
  private static final MergeSizes SLICES = sizes(new UpsertSizes(1, 200_000, 10, 300_000, 500_000));

  private static MergeSizes sizes(UpsertSizes upsert) {
    return new MergeSizes(upsert, CompactionSizes.DEFAULT);
  }

  private enum Kind {
    DUCKDB,
    PLAIN
  }

  private Path scratch = Path.of("");
  private int files;

  @BeforeProperty
  void makeScratch() throws IOException {
    scratch = Files.createTempDirectory("sheaf-test");
  }

  @AfterProperty
  void deleteScratch() {
    ScratchFolder.delete(scratch);
  }

  /** One engine with its lake. */
  private final class Side {
    final Lake lake =
        new Lake(
            new InMemoryObjectStore(InMemoryObjectStore.Versioning.OFF, () -> Instant.EPOCH),
            "lake");
    final PartWriter writer;
    final PartReader reader;
    final Merger merger;
    final Definition definition;
    Optional<Manifest> head = Optional.empty();

    Side(Definition definition, MergeSizes sizes, Kind kind) {
      boolean plain = kind == Kind.PLAIN;
      this.definition = definition;
      DuckDbPartWriter duckDb = new DuckDbPartWriter(EngineLimits.DEFAULT, scratch);
      this.writer = plain ? new PlainPartWriter() : duckDb;
      this.reader =
          plain ? new PlainParts(lake) : new DuckDbPartReader(lake, EngineLimits.SORT, scratch);
      this.merger =
          new Merger(
              lake,
              new Engine(writer, reader, ScriptedTransform::new, scratch),
              sizes,
              () -> "a" + files++,
              () -> Instant.EPOCH);
    }

    LiveUpload live(Upload upload, int attempt, List<List<String>> rows) throws IOException {
      RowSchema schema = RowSchema.ofUploads(definition);
      List<Part> objects = new ArrayList<>();
      if (!rows.isEmpty()) {
        Path file = scratch.resolve("object-" + files++);
        ObservedRows observed = new ObservedRows(new TextRows(schema, rows), FingerprintVersion.V1);
        PartWriter.Provenance provenance =
            new PartWriter.Provenance(upload.source(), upload.hash());
        PartWriter.Written written = writer.writeSorted(observed, provenance, key(), file);
        String key = "runs/" + file.getFileName();
        lake.put(key, new Payload.File(file), "x");
        objects.add(
            new Part(
                key,
                Files.size(file),
                rows.size(),
                Digest.ofFile(file).hex(),
                observed.fingerprint(),
                List.of(upload.id()),
                observed.zones(),
                null,
                written.footer(),
                FingerprintVersion.V1));
        Files.delete(file);
      }
      return new LiveUpload(
          new Contribution(upload, attempt, "r", Counts.NONE, List.of()),
          objects,
          definition.digest());
    }

    private List<String> key() {
      return ((Integration.Upsert) definition.integration()).key();
    }

    List<Part> commit(List<LiveUpload> live) {
      int version = head.map(Manifest::version).orElse(0) + 1;
      Merged merged =
          merger.merge(
              definition,
              head,
              live,
              FingerprintVersion.V1,
              merger.place(definition.dataset(), version));
      head =
          Optional.of(
              new Manifest(
                  definition.dataset(),
                  version,
                  version - 1,
                  Instant.EPOCH,
                  definition.digest(),
                  RowSchema.of(definition),
                  merged.parts(),
                  merged.contributions(),
                  null,
                  Counts.NONE,
                  fingerprint(merged.parts())));
      return merged.parts();
    }
  }

  private static Fingerprint fingerprint(List<Part> parts) {
    return parts.stream().map(Part::fingerprint).reduce(Fingerprint.ZERO, Fingerprint::plus);
  }

  @Property(tries = 15)
  void bothEnginesMergeTheSame(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    List<String> types = new ArrayList<>(KEY_TYPES);
    Collections.shuffle(types, random);
    List<String> key = types.subList(0, 1 + random.nextInt(3));
    String latest = List.of("bigint", "double", "varchar").get(random.nextInt(3));
    Definition definition = definition(key, latest);
    Side duckDb = new Side(definition, SMALL, Kind.DUCKDB);
    Side plain = new Side(definition, SMALL, Kind.PLAIN);
    List<LiveUpload> ofDuckDb = new ArrayList<>();
    List<LiveUpload> ofPlain = new ArrayList<>();
    int commits = 1 + random.nextInt(4);
    for (int commit = 0; commit < commits; commit++) {
      if (!ofDuckDb.isEmpty() && random.nextInt(3) == 0) {
        int dropped = random.nextInt(ofDuckDb.size());
        ofDuckDb.remove(dropped);
        ofPlain.remove(dropped);
      }
      int uploads = 1 + random.nextInt(3);
      for (int i = 0; i < uploads; i++) {
        Upload upload = upload(commit * 10 + i);
        List<List<String>> rows = rows(key, latest, random);
        ofDuckDb.add(duckDb.live(upload, 1, rows));
        ofPlain.add(plain.live(upload, 1, rows));
      }

      List<Part> parts = duckDb.commit(ofDuckDb);
      List<Part> expected = plain.commit(ofPlain);

      assertThat(fingerprint(parts)).isEqualTo(fingerprint(expected));
      assertThat(parts.stream().mapToLong(Part::rows).sum())
          .isEqualTo(expected.stream().mapToLong(Part::rows).sum());
      assertThat(traces(duckDb, parts)).isEqualTo(plainTraces(plain, expected));
    }
  }

  /** A row that won so far. */
  private record Winner(List<String> row, int upload, int offset) {
    private int latest() {
      return Integer.parseInt(row.get(2));
    }
  }

  @Example
  void slicesOfManyRowGroupsGiveTheWinners() throws Exception {
    Side duckDb = new Side(definition(List.of("varchar", "bigint"), "bigint"), SLICES, Kind.DUCKDB);
    Random random = new Random(7);
    List<LiveUpload> live = new ArrayList<>();
    Map<String, Winner> winners = new TreeMap<>();
    for (int number = 0; number < 3; number++) {
      List<List<String>> rows = new ArrayList<>();
      for (int i = 0; i < 40_000; i++) {
        String key = "k" + random.nextInt(3);
        int n = 10_000 + random.nextInt(60_000);
        List<String> row =
            List.of(key, Integer.toString(n), Integer.toString(random.nextInt(5)), "n" + i);
        rows.add(row);
        winners.merge(
            key + n,
            new Winner(row, number, i * 10),
            (old, next) -> next.latest() >= old.latest() ? next : old);
      }
      live.add(duckDb.live(upload(number), 1, rows));
    }

    List<Part> parts = duckDb.commit(live);

    assertThat(parts).hasSizeGreaterThan(5);
    assertThat(traces(duckDb, parts))
        .isEqualTo(
            winners.values().stream()
                .map(
                    winner ->
                        "%s/%d/%d"
                            .formatted(
                                upload(winner.upload()).source(),
                                upload(winner.upload()).hash(),
                                winner.offset()))
                .toList());
    RowSchema schema = RowSchema.of(duckDb.definition);
    List<List<String>> rows = winners.values().stream().map(Winner::row).toList();
    assertThat(fingerprint(parts)).isEqualTo(hash(new TextRows(schema, rows), schema));
  }

  private static Definition definition(List<String> key, String latest) {
    return DefinitionParser.parse(
        "d.yaml",
        """
        dataset: d
        columns:
        %s
          latest: %s
          note: varchar
        integrate: { mode: upsert, key: [%s], latest_by: latest }
        """
            .formatted(
                IntStream.range(0, key.size())
                    .mapToObj(
                        i -> "  k%d: { type: \"%s\", required: true }".formatted(i, key.get(i)))
                    .collect(Collectors.joining("\n")),
                latest,
                IntStream.range(0, key.size())
                    .mapToObj(i -> "k" + i)
                    .collect(Collectors.joining(", "))));
  }

  private static Upload upload(int number) {
    ObjectVersion object =
        new ObjectVersion(
            "landing", "d/s/" + number, null, "e", Instant.EPOCH.plusSeconds(number), 1);
    return new Upload(object, "d", "s" + number % 3);
  }

  private static List<List<String>> rows(List<String> key, String latest, Random random) {
    int variety = 1 + random.nextInt(40);
    List<List<String>> rows = new ArrayList<>();
    int count = random.nextInt(8) == 0 ? 0 : random.nextInt(200);
    for (int row = 0; row < count; row++) {
      List<String> values = new ArrayList<>();
      for (String type : key) {
        values.add(value(ColumnType.parse(type), random.nextInt(variety)));
      }
      values.add(
          random.nextInt(4) == 0 ? null : value(ColumnType.parse(latest), random.nextInt(5)));
      values.add("n" + row);
      rows.add(values);
    }
    return rows;
  }

  /** The values of a type, far apart and close by, of both signs. */
  private static String value(ColumnType type, int number) {
    int sign = number % 2 == 0 ? 1 : -1;
    return switch (type.kind()) {
      case BOOLEAN -> Boolean.toString(number % 2 == 0);
      case BIGINT ->
          Long.toString(number % 5 == 0 ? Long.MAX_VALUE / (number + 1) * sign : number * sign);
      case DOUBLE -> List.of("NaN", "-0.0", "0.0", "Infinity", "1.5").get(number % 5);
      case DECIMAL ->
          new BigDecimal(
                  type.fitsLong()
                      ? BigInteger.valueOf(number * 12_345L * sign)
                      : BigInteger.ONE.shiftLeft(number * 2).multiply(BigInteger.valueOf(sign)),
                  type.scale())
              .toPlainString();
      case DATE -> LocalDate.EPOCH.plusDays((long) number * number * 17 * sign).toString();
      case TIMESTAMP ->
          Instant.EPOCH
              .plusSeconds((long) number * 86_399 * sign)
              .toString()
              .replace("Z", number % 3 == 0 ? ".000001Z" : "Z");
      case VARCHAR ->
          List.of("", "a", "Z", "é", "ｚ", "🌾", "it's", "a\nb", "x".repeat(300)).get(number % 9)
              + number / 9;
      case JSON -> throw new AssertionError();
    };
  }

  /** Where the rows are from, in their order. Their values are checked against the fingerprint. */
  private List<String> traces(Side engine, List<Part> parts) throws Exception {
    List<String> traces = new ArrayList<>();
    for (Part part : parts) {
      Path file = scratch.resolve("read-%d.parquet".formatted(files++));
      Files.write(file, engine.lake.require(part.key()));
      RowSchema schema = RowSchema.of(engine.definition);
      KeyRange all = new KeyRange(engine.key(), List.of(), null);
      try (PartReader.OpenRows rows = engine.reader.sorted(List.of(file), schema, all);
          Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
          Statement statement = duckDb.createStatement();
          ResultSet result =
              statement.executeQuery(
                  "SELECT concat_ws('/', _source, _upload, _offset) FROM '%s'".formatted(file))) {
        assertThat(hash(rows, schema)).isEqualTo(part.fingerprint());
        while (result.next()) {
          traces.add(result.getString(1));
        }
      }
      Files.delete(file);
    }
    return traces;
  }

  private static Fingerprint hash(RowSource rows, RowSchema schema) {
    ObservedRows observed = new ObservedRows(rows, schema, FingerprintVersion.V1);
    RowBatch batch = new RowBatch(rows.schema());
    do {
      observed.fill(batch);
    } while (batch.rows() > 0);
    return observed.fingerprint();
  }

  private static List<String> plainTraces(Side engine, List<Part> parts) {
    return parts.stream()
        .flatMap(part -> PlainParts.rows(engine.lake.require(part.key())).stream())
        .map(PlainParts.Line::trace)
        .toList();
  }
}
