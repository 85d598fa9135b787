package dev.sheaf.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.dataset.Column;
import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.Evolution;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.part.PartReader;
import dev.sheaf.core.part.ScratchFolder;
import dev.sheaf.core.part.Traced;
import dev.sheaf.core.row.Fingerprint;
import dev.sheaf.core.row.RowBatch;
import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.core.snapshot.Operation;
import dev.sheaf.core.snapshot.Part;
import dev.sheaf.core.testing.PlainParts;
import dev.sheaf.core.value.ValueText;
import dev.sheaf.core.yaml.DefinitionParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Whatever columns are added, dropped and renamed between uploads, merges and rollbacks: every version
 * shows the values that were uploaded into each of its columns, for ever.
 */
class ColumnChangeProperties {
  private static final List<String> NAMES = List.of("a", "b", "c", "d");
  private static Path scratch = Path.of("");

  @BeforeContainer
  static void makeScratch() throws IOException {
    scratch = Files.createTempDirectory("sheaf-test");
  }

  @AfterContainer
  static void deleteScratch() {
    ScratchFolder.delete(scratch);
  }

  /** What is known of a version: its columns with their ids, and of each object its rows, by ids. */
  private record Version(
      Map<String, Integer> columns, Map<String, List<Map<Integer, String>>> rows) {}

  /** A dataset, and what is known of it. */
  private static final class Trial {
    private final Random random;
    private final boolean keyed;
    private final MemorySheaf sheaf;
    private final List<Column> declared = new ArrayList<>();
    private final List<Version> versions = new ArrayList<>();
    private final Map<Integer, List<String>> shown = new HashMap<>();
    private final Map<String, List<Map<Integer, String>>> pending = new TreeMap<>();
    private Optional<Definition> pendingUnder = Optional.empty();
    private int values;

    Trial(long seed, boolean keyed) {
      this.random = new Random(seed);
      this.keyed = keyed;
      this.sheaf = new MemorySheaf(scratch, 60);
      declared.add(column("a"));
      declared.add(column("b"));
      apply(declared);
    }

    private static Column column(String name) {
      return Column.of(name, ColumnType.of(ColumnType.Kind.VARCHAR));
    }

    void step() throws IOException {
      switch (random.nextInt(8)) {
        case 0 -> drop();
        case 1 -> add();
        case 2 -> rename();
        case 3 -> swap();
        case 4, 5 -> upload();
        case 6 -> settle();
        default -> operate();
      }
    }

    private void drop() {
      if (!declared.isEmpty()) {
        List<Column> next = new ArrayList<>(declared);
        next.remove(random.nextInt(next.size()));
        tryToApply(next);
      }
    }

    private void add() {
      String name = NAMES.get(random.nextInt(NAMES.size()));
      if (place(name) < 0) {
        List<Column> next = new ArrayList<>(declared);
        next.add(column(name));
        tryToApply(next);
      }
    }

    private void rename() {
      String name = NAMES.get(random.nextInt(NAMES.size()));
      if (place(name) < 0 && !declared.isEmpty()) {
        int at = random.nextInt(declared.size());
        int id = ids().get(declared.get(at).name());
        List<Column> next = new ArrayList<>(declared);
        next.set(at, column(name).withRenamedFrom(declared.get(at).name()));
        if (tryToApply(next)) {
          assertThat(ids()).containsEntry(name, id);
        }
      }
    }

    private void swap() {
      if (declared.size() < 2) {
        return;
      }
      Column one = declared.get(0);
      Column other = declared.get(1);
      if (other.name().equals(one.renamedFrom()) || one.name().equals(other.renamedFrom())) {
        return; // One of them would not be renamed again.
      }
      Map<String, Integer> before = ids();
      List<Column> next = new ArrayList<>(declared);
      next.set(0, column(other.name()).withRenamedFrom(one.name()));
      next.set(1, column(one.name()).withRenamedFrom(other.name()));
      if (tryToApply(next)) {
        assertThat(ids())
            .containsEntry(one.name(), before.get(other.name()))
            .containsEntry(other.name(), before.get(one.name()));
      }
    }

    private int place(String name) {
      return declared.stream().map(Column::name).toList().indexOf(name);
    }

    private Map<String, Integer> ids() {
      return ids(sheaf.definition("d"));
    }

    private static Map<String, Integer> ids(Definition definition) {
      Map<String, Integer> ids = new TreeMap<>();
      RowSchema.of(definition).fields().forEach(field -> ids.put(field.name(), field.id()));
      return ids;
    }

    /** Unless rows that there are, or are on their way, would wait for a reload of all. */
    private boolean tryToApply(List<Column> next) {
      Definition now = sheaf.definition("d");
      Definition stored = definition(next).following(Optional.of(now), rows());
      boolean fits =
          rows().stream().allMatch(one -> Evolution.obstacles(one, stored).isEmpty())
              && pendingUnder.stream().allMatch(one -> Evolution.obstacles(one, stored).isEmpty());
      if (fits) {
        apply(next);
      }
      return fits;
    }

    private void apply(List<Column> next) {
      List<Column> columns = List.copyOf(next);
      declared.clear();
      declared.addAll(columns);
      for (int time = 0; time < 2; time++) {
        Map<String, Integer> before = time == 0 ? Map.of() : ids();
        sheaf.definitions.change("d", current -> definition(columns).following(current, rows()));
        assertThat(time == 0 ? Map.of() : ids()).as("applied twice").isEqualTo(before);
      }
    }

    private Optional<Definition> rows() {
      return versions.isEmpty()
          ? Optional.empty()
          : Optional.of(sheaf.definitions.pinned("d", sheaf.head("d").definitionDigest()));
    }

    private Definition definition(List<Column> columns) {
      StringBuilder yaml = new StringBuilder();
      for (Column column : columns) {
        yaml.append(", %s: { type: varchar".formatted(column.name()));
        if (column.renamedFrom() != null) {
          yaml.append(", renamed_from: ").append(column.renamedFrom());
        }
        yaml.append(" }");
      }
      return DefinitionParser.parse(
          "d.yaml",
          """
          dataset: d
          sources: { default: { format: csv, delimiter: "," } }
          columns: { k: { type: bigint, required: true }%s }
          integrate: { mode: %s }
          """
              .formatted(yaml, keyed ? "upsert, key: [k]" : "append"));
    }

    /** The upload is planned, and read under this definition whatever comes before its commit. */
    private void upload() {
      if (!pending.isEmpty()) {
        settle();
      }
      Definition definition = sheaf.definition("d");
      Map<String, Integer> ids = ids(definition);
      List<Map<Integer, String>> rows = new ArrayList<>();
      StringBuilder csv = new StringBuilder(String.join(",", ids.keySet())).append('\n');
      for (int row = random.nextInt(6); row >= 0; row--) {
        Map<Integer, String> values = new HashMap<>();
        ids.forEach((name, id) -> values.put(id, value(name)));
        rows.add(values);
        csv.append(String.join(",", ids.values().stream().map(values::get).toList())).append('\n');
      }
      String key = "d/default/%d.csv".formatted(random.nextInt(4));
      sheaf.upload(key, csv.toString());
      sheaf.event(key);
      pending.put(key, rows);
      pendingUnder = Optional.of(definition);
    }

    private String value(String column) {
      return column.equals("k") ? "" + random.nextInt(9) : column + values++;
    }

    private void settle() {
      if (pending.isEmpty()) {
        return;
      }
      sheaf.settle();
      Map<String, List<Map<Integer, String>>> rows = new LinkedHashMap<>();
      if (!versions.isEmpty()) {
        rows.putAll(versions.get(versions.size() - 1).rows());
      }
      pending.forEach(
          (key, more) -> {
            rows.remove(key);
            rows.put(key, more);
          });
      pending.clear();
      pendingUnder = Optional.empty();
      note(new Version(ids(), rows));
    }

    private void note(Version version) {
      versions.add(version);
    }

    private void operate() {
      settle();
      if (versions.isEmpty()) {
        return;
      }
      String id = "o" + values++;
      if (random.nextBoolean()) {
        int before = sheaf.head("d").version();
        sheaf.carryOut(new Operation.Compact(id, "d"));
        if (sheaf.head("d").version() > before) {
          note(versions.get(versions.size() - 1));
        }
        return;
      }
      int back = 1 + random.nextInt(versions.size());
      Manifest earlier = sheaf.snapshots().version("d", back).orElseThrow();
      Definition rows = sheaf.definitions.pinned("d", earlier.definitionDigest());
      sheaf.definitions.goBack(rows);
      boolean fits = Evolution.obstacles(rows, sheaf.definition("d")).isEmpty();
      int before = sheaf.head("d").version();
      sheaf.carryOut(new Operation.Rollback(id, "d", back));
      boolean done = sheaf.head("d").version() > before;
      assertThat(done).isEqualTo(fits && back != before);
      if (done) {
        note(versions.get(back - 1));
      }
    }

    void check() throws IOException {
      Path folder = Files.createTempDirectory(scratch, "check");
      for (int number = 1; number <= versions.size(); number++) {
        Manifest manifest = sheaf.snapshots().version("d", number).orElseThrow();
        List<String> rows = read(manifest);
        assertThat(rows).as("version %d", number).isEqualTo(expected(versions.get(number - 1)));
        assertThat(shown.computeIfAbsent(number, first -> rows)).isEqualTo(rows);
        assertThat(sheaf.fingerprint(manifest, manifest.fingerprintVersion(), folder))
            .as("fingerprint of version %d", number)
            .isEqualTo(manifest.fingerprint());
        assertThat(
                manifest.parts().stream()
                    .map(Part::fingerprint)
                    .reduce(Fingerprint.ZERO, Fingerprint::plus))
            .isEqualTo(manifest.fingerprint());
      }
      assertThat(sheaf.snapshots().version("d", versions.size() + 1)).isEmpty();
    }

    private List<String> expected(Version version) {
      int key = version.columns().get("k");
      Map<String, Map<Integer, String>> newest = new TreeMap<>();
      List<String> lines = new ArrayList<>();
      for (List<Map<Integer, String>> rows : version.rows().values()) {
        for (Map<Integer, String> row : rows) {
          newest.put(row.get(key), row);
          lines.add(line(version.columns(), row));
        }
      }
      if (keyed) {
        lines.clear();
        newest.values().forEach(row -> lines.add(line(version.columns(), row)));
      }
      Collections.sort(lines);
      return lines;
    }

    private static String line(Map<String, Integer> columns, Map<Integer, String> row) {
      StringBuilder line = new StringBuilder();
      columns.forEach((name, id) -> line.append(" %s=%s".formatted(name, row.get(id))));
      return line.toString();
    }

    private List<String> read(Manifest manifest) throws IOException {
      List<Path> files = new ArrayList<>();
      for (Part part : manifest.parts()) {
        Path file = scratch.resolve("read-" + files.size());
        files.add(Files.write(file, sheaf.lake.require(part.key())));
      }
      List<String> lines = new ArrayList<>();
      RowSchema schema = manifest.schema();
      RowBatch batch = new RowBatch(Traced.byUpload(schema));
      try (PartReader.OpenRows rows = new PlainParts(sheaf.lake).inOrder(files, schema)) {
        for (rows.fill(batch); batch.rows() > 0; rows.fill(batch)) {
          for (int row = 0; row < batch.rows(); row++) {
            Map<String, String> texts = new TreeMap<>();
            for (int column = 0; column < schema.size(); column++) {
              RowSchema.Field field = schema.fields().get(column);
              texts.put(
                  field.name(),
                  batch.column(column).isNull(row)
                      ? "null"
                      : ValueText.of(field.type(), batch.column(column), row));
            }
            StringBuilder line = new StringBuilder();
            texts.forEach((name, text) -> line.append(" %s=%s".formatted(name, text)));
            lines.add(line.toString());
          }
        }
      }
      Collections.sort(lines);
      return lines;
    }
  }

  @Property(tries = 60)
  void everyVersionShowsWhatWasUploaded(@ForAll long seed, @ForAll boolean keyed)
      throws IOException {
    Trial trial = new Trial(seed, keyed);
    for (int step = 0; step < 25; step++) {
      trial.step();
    }
    trial.settle();
    trial.check();
  }
}
