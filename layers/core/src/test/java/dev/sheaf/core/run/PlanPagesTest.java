package dev.sheaf.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sheaf.core.json.NewerFormatException;
import dev.sheaf.core.row.FingerprintVersion;
import dev.sheaf.core.store.Lake;
import dev.sheaf.core.store.LakeKeys;
import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.core.store.ResultKeys;
import dev.sheaf.core.store.TransientException;
import dev.sheaf.core.testing.InMemoryObjectStore;
import dev.sheaf.core.upload.Upload;
import dev.sheaf.core.upload.UploadOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How plans are kept: a root, and a page for every 500 uploads. */
final class PlanPagesTest {
  private static final RunDocuments.PlanTerms TERMS =
      new RunDocuments.PlanTerms("r", "people", "0".repeat(32), 1 << 20, FingerprintVersion.V2);

  private final InMemoryObjectStore store =
      new InMemoryObjectStore(InMemoryObjectStore.Versioning.OFF, InstantSource.system());
  private final Lake lake = new Lake(store, "lake");
  private final List<Candidates.Candidate> uploads =
      IntStream.range(0, 1200).mapToObj(PlanPagesTest::candidate).toList();
  private final List<Candidates.Candidate> looked = new ArrayList<>();
  private int mayLook = Integer.MAX_VALUE;

  private static Candidates.Candidate candidate(int number) {
    return new Candidates.Candidate(
        new Upload(
            new ObjectVersion(
                "landing", "people/%d.csv".formatted(number), null, "e", Instant.EPOCH, 9),
            "people",
            "default"),
        1 + number % 3);
  }

  private PlannedUpload look(Candidates.Candidate one) {
    if (looked.size() == mayLook) {
      throw new TransientException("the time is over");
    }
    looked.add(one);
    return new PlannedUpload.Refused(
        one.upload(), one.attempt(), UploadOutcome.refused("it is " + looked.size()));
  }

  @Test
  void aPlanIsReadAsItWasMade() {
    Plan made = new RunDocuments(lake).putPlan(TERMS, uploads, this::look).plan();

    assertThat(made.uploads())
        .extracting(PlannedUpload::upload)
        .hasSize(1200)
        .doesNotHaveDuplicates();
    assertThat(new RunDocuments(lake).requirePlan("r").plan()).isEqualTo(made);
    assertThat(made.fingerprintVersion()).isEqualTo(FingerprintVersion.V2);
    assertThat(made.layout()).isEqualTo(ResultKeys.Layout.BY_DATASET);
    assertThat(lake.list("runs/r/plan/")).hasSize(3);
    assertThat(lake.find(LakeKeys.plan("r")).orElseThrow().sizeBytes()).isLessThan(2_000);
  }

  @Test
  void whoeverGoesOnDoesNotLookAgain() {
    mayLook = 700;
    assertThatThrownBy(() -> new RunDocuments(lake).putPlan(TERMS, uploads, this::look))
        .isInstanceOf(TransientException.class);
    assertThat(new RunDocuments(lake).plan("r")).isEmpty();

    looked.clear();
    mayLook = Integer.MAX_VALUE;
    Plan made = new RunDocuments(lake).putPlan(TERMS, uploads, this::look).plan();

    assertThat(looked).isEqualTo(uploads.subList(500, 1200));
    assertThat(made.uploads())
        .extracting(PlannedUpload::upload)
        .isEqualTo(uploads.stream().map(Candidates.Candidate::upload).toList());
  }

  @Test
  void thePlanThatIsThereStays() {
    Plan first = new RunDocuments(lake).putPlan(TERMS, uploads, this::look).plan();
    Plan second = new RunDocuments(lake).putPlan(TERMS, uploads.subList(0, 10), this::look).plan();
    assertThat(second).isEqualTo(first);
  }

  @Test
  void aPlanOfFormatOneIsRead() {
    store.put(
        "lake",
        LakeKeys.plan("old"),
        """
        {"dataset":"people","definitionDigest":"d","run":"old","segmentBytes":9,"uploads":[
          {"attempt":2,"refusal":{"reason":"no","state":"REFUSED"},"upload":{"dataset":"people",
           "object":{"bucket":"landing","etag":"e","key":"people/a.csv",
                     "lastModified":"2026-01-01T00:00:00Z","sizeBytes":9},"source":"default"}}]}
        """
            .getBytes(StandardCharsets.UTF_8));
    Plan old = new RunDocuments(lake).requirePlan("old").plan();
    assertThat(old.uploads()).hasSize(1);
    assertThat(old.layout()).isEqualTo(ResultKeys.Layout.BY_RUN);
    assertThat(old.fingerprintVersion()).isEqualTo(FingerprintVersion.V1);
  }

  @Test
  void aNewerPlanIsRefused() {
    store.put(
        "lake",
        LakeKeys.plan("new"),
        "{\"format\":3,\"run\":\"new\",\"pieces\":[]}".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> new RunDocuments(lake).plan("new"))
        .isInstanceOf(NewerFormatException.class)
        .hasMessageContaining("the plan of run new")
        .hasMessageContaining("s3://lake/runs/new/plan.json")
        .hasMessageContaining("upgrade");
  }

  @Test
  void newerMessagesAreRefused() {
    assertThatThrownBy(() -> TaskMessage.parse("{\"format\":2,\"run\":\"r\",\"what\":1}"))
        .isInstanceOf(NewerFormatException.class)
        .hasMessageContaining("upgrade");
    assertThatThrownBy(() -> HintMessage.parse("{\"format\":2,\"dataset\":\"d\"}"))
        .isInstanceOf(NewerFormatException.class);
  }
}
