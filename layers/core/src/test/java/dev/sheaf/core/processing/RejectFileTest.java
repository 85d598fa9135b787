package dev.sheaf.core.processing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.reject.RecordRule;
import dev.sheaf.core.reject.Reject;
import dev.sheaf.core.run.Plan;
import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.core.upload.Upload;
import dev.sheaf.core.value.Violation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RejectFileTest {
  private static final Violation HEADER = RecordRule.HEADER.violation("", "id,name");
  private static final Violation TYPE = new Violation("id", "type", "id", "is not a bigint");

  @TempDir Path folder;

  @Test
  void headerLinesAreApart() throws IOException {
    try (RejectFile file = file()) {
      file.accept(reject(HEADER));
      file.accept(reject(TYPE));
      file.accept(reject(HEADER));

      assertThat(file.apart()).isEqualTo(2);
    }
    assertThat(folder.resolve("rejects")).content().hasLineCount(3);
  }

  /** What breaks another rule too is a bad record. */
  @Test
  void allOfARejectMustBeApart() throws IOException {
    try (RejectFile file = file()) {
      file.accept(reject(HEADER, TYPE));
      file.accept(reject(RecordRule.FIELD_COUNT.violation("", "header")));

      assertThat(file.apart()).isZero();
    }
  }

  private RejectFile file() throws IOException {
    Upload upload =
        new Upload(
            new ObjectVersion("landing", "d/a.csv", null, "etag", Instant.EPOCH, 100),
            "d",
            "default");
    return new RejectFile(folder.resolve("rejects"), upload, new Plan.Segment(0, 0, 0, 0, 100));
  }

  private static Reject reject(Violation... violations) {
    return new Reject(0, 3, List.of(violations), new byte[] {'a', ',', 'b'});
  }
}
