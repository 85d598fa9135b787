package dev.sheaf.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.row.Fingerprint;
import dev.sheaf.core.row.FingerprintVersion;
import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.core.snapshot.Operation;
import dev.sheaf.core.snapshot.Part;
import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.core.yaml.DefinitionParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All fingerprints of a snapshot are of one version, whatever runs were planned with. */
final class FingerprintPinTest {
  private static final String APPEND = "";
  private static final String UPSERT = "integrate: { mode: upsert, key: [id], latest_by: id }\n";

  @TempDir Path scratch;
  @TempDir Path rows;
  private MemorySheaf sheaf;

  @BeforeEach
  void begin() {
    sheaf = new MemorySheaf(scratch, 5);
  }

  private void define(String mode) {
    sheaf.definitions.apply(
        DefinitionParser.parse(
            "people.yaml",
            "dataset: people\ncolumns: { id: { type: bigint, required: true }, name: varchar }\n"
                + mode));
  }

  /** A run that was planned for some version, whatever the snapshot is of. */
  private void run(FingerprintVersion version, ObjectVersion... objects) {
    Candidates candidates =
        new Candidates(
            "people",
            sheaf.definition("people").digest(),
            version,
            List.of(objects).stream()
                .map(object -> Candidates.Candidate.next(sheaf.record("people", object)))
                .toList());
    sheaf.form(candidates);
    sheaf.settle();
  }

  private ObjectVersion seen(String key, String content) {
    ObjectVersion object = sheaf.upload(key, content);
    sheaf.see(object);
    return object;
  }

  private void requireVersion(FingerprintVersion version, String... expected) throws IOException {
    Manifest head = sheaf.head("people");
    assertThat(head.fingerprintVersion()).isEqualTo(version);
    assertThat(head.parts()).extracting(Part::fingerprintVersion).containsOnly(version);
    assertThat(sheaf.rows(head)).containsExactlyInAnyOrder(expected);
    assertThat(head.fingerprint()).isEqualTo(sheaf.fingerprint(head, version, rows));
    assertThat(head.fingerprint())
        .isEqualTo(
            head.parts().stream()
                .map(Part::fingerprint)
                .reduce(Fingerprint.ZERO, Fingerprint::plus));
  }

  @ParameterizedTest
  @ValueSource(strings = {APPEND, UPSERT})
  void aDatasetKeepsItsVersionUntilAllIsLoadedAgain(String mode) throws IOException {
    define(mode);
    ObjectVersion a = seen("people/a.csv", "id,name\n1,ada\n2,bob\n");
    run(FingerprintVersion.V1, a);
    requireVersion(FingerprintVersion.V1, "1,ada", "2,bob");

    ObjectVersion b = sheaf.upload("people/b.csv", "id,name\n3,cy\n");
    sheaf.event("people/b.csv");
    sheaf.settle();
    requireVersion(FingerprintVersion.V1, "1,ada", "2,bob", "3,cy");

    sheaf.reload("people", a);
    sheaf.settle();
    requireVersion(FingerprintVersion.V1, "1,ada", "2,bob", "3,cy");
    sheaf.reload("people", a, b);
    sheaf.settle();
    requireVersion(FingerprintVersion.V2, "1,ada", "2,bob", "3,cy");

    sheaf.carryOut(new Operation.Rollback("back", "people", 2));
    requireVersion(FingerprintVersion.V1, "1,ada", "2,bob", "3,cy");
    sheaf.upload("people/c.csv", "id,name\n4,dan\n");
    sheaf.event("people/c.csv");
    sheaf.settle();
    requireVersion(FingerprintVersion.V1, "1,ada", "2,bob", "3,cy", "4,dan");
  }

  @ParameterizedTest
  @ValueSource(strings = {APPEND, UPSERT})
  void whatWasPlannedForAnotherVersionIsNotAddedAsItIs(String mode) throws IOException {
    define(mode);
    ObjectVersion a = seen("people/a.csv", "id,name\n1,ada\n2,bob\n");
    run(FingerprintVersion.V1, a);
    ObjectVersion b = seen("people/b.csv", "id,name\n3,cy\n");
    run(FingerprintVersion.V2, b);
    requireVersion(FingerprintVersion.V1, "1,ada", "2,bob", "3,cy");

    sheaf.reload("people", a, b);
    sheaf.settle();
    ObjectVersion c = seen("people/c.csv", "id,name\n4,dan\n");
    run(FingerprintVersion.V1, c);
    requireVersion(FingerprintVersion.V2, "1,ada", "2,bob", "3,cy", "4,dan");
  }
}
