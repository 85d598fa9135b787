package dev.sheaf.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.core.upload.Upload;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The keys are documented and stored: a change here is a change of every table there is. */
class TableKeysTest {

  @Test
  void areWhatTheyAlwaysWere() {
    Upload upload =
        new Upload(
            new ObjectVersion("b", "orders/a.csv", "v", "e", Instant.EPOCH, 1),
            "orders",
            "default");

    assertThat(TableKeys.upload(upload))
        .isEqualTo(new ItemKey("D#orders", "UPLOAD#" + upload.id()));
    assertThat(TableKeys.run("orders", "r")).isEqualTo(new ItemKey("D#orders", "RUN#r"));
    assertThat(TableKeys.snapshot("orders", 12))
        .isEqualTo(new ItemKey("D#orders", "SNAPSHOT#00000012"));
    assertThat(TableKeys.head("orders")).isEqualTo(new ItemKey("D#orders", "HEAD"));
    assertThat(TableKeys.dataset("orders")).isEqualTo(new ItemKey("DATASETS", "orders"));
    assertThat(TableKeys.fact("r", 1, 2, 34)).isEqualTo(new ItemKey("F#r#1#2", "FACT#00000034"));
    assertThat(TableKeys.doneTasks("r", 1, 2)).isEqualTo(new ItemKey("F#r#1#2", "DONE"));
    assertThat(TableKeys.doneGroups("r", 1)).isEqualTo(new ItemKey("R#r#1", "GROUPS"));
  }
}
