package dev.sheaf.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "SHEAF_LANDING_BUCKET", "landing",
          "SHEAF_LAKE_BUCKET", "lake",
          "SHEAF_TABLE", "sheaf.table_1",
          "SHEAF_SEGMENTS_QUEUE_URL", "http://127.0.0.1:9324/000000000000/segments",
          "SHEAF_HINTS_QUEUE_URL", "https://sqs.eu-west-1.amazonaws.com/123456789012/hints.fifo",
          "SHEAF_SEGMENT_BYTES", "268435456",
          "SHEAF_ANNOUNCEMENTS", "default",
          "SHEAF_STALL_SECONDS", "720",
          "PATH", "/bin");

  @Test
  void readsWhatIsDeclared() {
    Settings settings = Settings.read(ENVIRONMENT, EnumSet.allOf(Setting.class));

    assertThat(settings.landingBucket()).isEqualTo("landing");
    assertThat(settings.stall()).isEqualTo(Duration.ofMinutes(12));
    assertThat(settings.lakeBucket()).isEqualTo("lake");
    assertThat(settings.table()).isEqualTo("sheaf.table_1");
    assertThat(settings.segmentsQueueUrl()).endsWith("/segments");
    assertThat(settings.hintsQueueUrl()).endsWith("/hints.fifo");
    assertThat(settings.segmentBytes()).isEqualTo(268_435_456);
  }

  @Test
  void namesEveryMissingVariable() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Settings.read(Map.of("SHEAF_TABLE", " "), EnumSet.allOf(Setting.class)))
        .withMessageContaining("SHEAF_LAKE_BUCKET is not set: the name of the bucket")
        .withMessageContaining("SHEAF_TABLE is not set")
        .withMessageContaining("SHEAF_SEGMENTS_QUEUE_URL is not set")
        .withMessageContaining("SHEAF_HINTS_QUEUE_URL is not set")
        .withMessageContaining("SHEAF_SEGMENT_BYTES is not set");
  }

  @ParameterizedTest
  @CsvSource({
    "SHEAF_LAKE_BUCKET, s3://lake",
    "SHEAF_TABLE, two words",
    "SHEAF_SEGMENTS_QUEUE_URL, segments",
    "SHEAF_HINTS_QUEUE_URL, 'http://a b/'",
    "SHEAF_SEGMENT_BYTES, 1 MB",
    "SHEAF_SEGMENT_BYTES, -1",
    "SHEAF_ANNOUNCEMENTS, http://bus",
    "SHEAF_STALL_SECONDS, soon",
  })
  void namesAMalformedVariable(String variable, String value) {
    Map<String, String> environment = new HashMap<>(ENVIRONMENT);
    environment.put(variable, value);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Settings.read(environment, EnumSet.allOf(Setting.class)))
        .withMessageContaining("%s is '%s': it must be", variable, value);
  }

  @Test
  void whatIsNotDeclaredIsNeitherCheckedNorGiven() {
    Settings settings = Settings.read(Map.of("SHEAF_TABLE", "t"), Set.of(Setting.TABLE));

    assertThat(settings.table()).isEqualTo("t");
    assertThatIllegalStateException()
        .isThrownBy(settings::lakeBucket)
        .withMessageContaining("SHEAF_LAKE_BUCKET");
  }
}
