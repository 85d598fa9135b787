package dev.sheaf.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.json.Digest;
import dev.sheaf.core.merge.CompactionSizes;
import dev.sheaf.core.merge.MergeSizes;
import dev.sheaf.core.merge.Merger;
import dev.sheaf.core.merge.UpsertSizes;
import dev.sheaf.core.part.PartReader;
import dev.sheaf.core.part.PartWriter;
import dev.sheaf.core.part.ScratchFolder;
import dev.sheaf.core.row.Counts;
import dev.sheaf.core.row.Fingerprint;
import dev.sheaf.core.row.FingerprintVersion;
import dev.sheaf.core.row.RowBatch;
import dev.sheaf.core.snapshot.Contribution;
import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.core.snapshot.Part;
import dev.sheaf.core.store.Lake;
import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.core.store.Payload;
import dev.sheaf.core.store.SnapshotPlace;
import dev.sheaf.core.testing.InMemoryObjectStore;
import dev.sheaf.core.upload.Upload;
import dev.sheaf.core.value.ValueText;
import dev.sheaf.core.yaml.DefinitionParser;
import dev.sheaf.core.zone.ObservedRows;
import dev.sheaf.engine.Samples;
import dev.sheaf.engine.sql.DuckDbEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/** Parquet parts of every type of column, written by an older definition too, become one part. */
final class CompactionProperties {
  private static final Definition DEFINITION =
      DefinitionParser.parse(
          "d.yaml",
          "dataset: d\ncolumns:\n"
              + Samples.ALL_TYPES.fields().stream()
                  .map(field -> "  %s: \"%s\"%n".formatted(field.name(), field.type()))
                  .collect(Collectors.joining()));
  private static final RowSchema SCHEMA = RowSchema.of(DEFINITION);
  private static final MergeSizes ALL_AT_ONCE =
      new MergeSizes(UpsertSizes.DEFAULT, new CompactionSizes(1 << 20, 1 << 20, 100));

  private final Lake lake =
      new Lake(
          new InMemoryObjectStore(InMemoryObjectStore.Versioning.OFF, () -> Instant.EPOCH), "lake");
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

  @Property(tries = 10)
  void rowsKeepTheirValuesOrderAndProvenance(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    List<Part> parts = new ArrayList<>();
    List<Contribution> contributions = new ArrayList<>();
    int uploads = 3 + random.nextInt(5);
    for (int number = 0; number < uploads; number++) {
      Upload upload = upload(number);
      int rows = 0;
      for (int segment = random.nextInt(3); segment >= 0; segment--) {
        parts.add(part(upload, random));
        rows += parts.get(parts.size() - 1).rows();
      }
      Counts counts = new Counts(rows, 0, rows, 0, 0, rows);
      contributions.add(new Contribution(upload, 1, "r", counts, List.of()));
    }

    Optional<List<Part>> found =
        merger()
            .compacted(
                DEFINITION,
                manifest(parts, contributions),
                new SnapshotPlace("d", files, "s" + files++));
    Assume.that(found.isPresent());

    List<Part> compacted = found.orElseThrow();
    assertThat(compacted).hasSizeLessThan(parts.size());
    assertThat(read(compacted)).isEqualTo(read(parts));
    assertThat(fingerprint(compacted)).isEqualTo(fingerprint(parts));
  }

  private Merger merger() {
    return new Merger(
        lake,
        DuckDbEngine.over(lake, scratch),
        ALL_AT_ONCE,
        () -> "a" + files++,
        () -> Instant.EPOCH);
  }

  private PartReader reader() {
    return new DuckDbPartReader(lake, EngineLimits.SORT, scratch);
  }

  /** Of all columns, or of some of the first ones. */
  private Part part(Upload upload, Random random) throws IOException {
    int columns = random.nextBoolean() ? SCHEMA.size() : 1 + random.nextInt(SCHEMA.size());
    RowSchema schema = new RowSchema(SCHEMA.fields().subList(0, columns));
    List<List<String>> rows = new ArrayList<>();
    for (int row = random.nextInt(random.nextInt(5) == 0 ? 5_000 : 20); row >= 0; row--) {
      rows.add(
          Samples.EVERY_KIND_OF_VALUE
              .get(random.nextInt(Samples.EVERY_KIND_OF_VALUE.size()))
              .subList(0, columns));
    }
    Path file = scratch.resolve("object-" + files++);
    ObservedRows observed = new ObservedRows(new TextRows(schema, rows), FingerprintVersion.V1);
    new DuckDbPartWriter(EngineLimits.DEFAULT, scratch)
        .write(observed, new PartWriter.Provenance(upload.source(), upload.hash()), file);
    String key = "runs/" + file.getFileName();
    lake.put(key, new Payload.File(file), "x");
    return new Part(
        key,
        Files.size(file),
        rows.size(),
        Digest.ofFile(file).hex(),
        observed.fingerprint(),
        List.of(upload.id()),
        observed.zones());
  }

  private static Upload upload(int number) {
    ObjectVersion object =
        new ObjectVersion(
            "landing", "d/s/" + number, null, "e", Instant.EPOCH.plusSeconds(number), 1);
    return new Upload(object, "d", "s" + number % 3);
  }

  private static Manifest manifest(List<Part> parts, List<Contribution> contributions) {
    return new Manifest(
        "d",
        1,
        0,
        Instant.EPOCH,
        DEFINITION.digest(),
        SCHEMA,
        parts,
        contributions,
        null,
        Counts.NONE,
        fingerprint(parts));
  }

  private static Fingerprint fingerprint(List<Part> parts) {
    return parts.stream().map(Part::fingerprint).reduce(Fingerprint.ZERO, Fingerprint::plus);
  }

  /** The sources of all rows; then all columns with their upload and offset. */
  private List<String> read(List<Part> parts) throws IOException {
    List<Path> local = new ArrayList<>();
    for (Part part : parts) {
      Path file = scratch.resolve("read-%d.parquet".formatted(files++));
      Files.write(file, lake.require(part.key()));
      local.add(file);
    }
    List<String> rows = new ArrayList<>(sources(local));
    try (PartReader.OpenRows open = reader().inOrder(local, SCHEMA)) {
      RowBatch batch = new RowBatch(open.schema());
      for (open.fill(batch); batch.rows() > 0; open.fill(batch)) {
        for (int row = 0; row < batch.rows(); row++) {
          rows.add(text(batch, row));
        }
      }
    }
    return rows;
  }

  private static List<String> sources(List<Path> parts) {
    List<String> sources = new ArrayList<>();
    for (Path part : parts) {
      try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
          Statement statement = duckDb.createStatement();
          ResultSet result = statement.executeQuery("SELECT _source FROM '%s'".formatted(part))) {
        while (result.next()) {
          sources.add(result.getString(1));
        }
      } catch (SQLException e) {
        throw new AssertionError(e);
      }
    }
    return sources;
  }

  private static String text(RowBatch batch, int row) {
    StringBuilder text = new StringBuilder().append(batch.offset(row));
    for (int column = 0; column < batch.schema().size(); column++) {
      text.append('|');
      if (!batch.column(column).isNull(row)) {
        text.append(
            ValueText.of(batch.schema().fields().get(column).type(), batch.column(column), row));
      }
    }
    return text.toString();
  }
}
