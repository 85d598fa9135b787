package dev.sheaf.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3BucketEntity;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3Entity;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3EventNotificationRecord;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3ObjectEntity;
import dev.sheaf.core.intake.ObjectName;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class S3NamesTest {

  @ParameterizedTest
  @CsvSource({
    "orders/shop/a.csv,                   orders/shop/a.csv",
    "orders/a+b.csv,                      orders/a b.csv",
    "orders/a%20b.csv,                    orders/a b.csv",
    "orders/a%2Bb.csv,                    orders/a+b.csv",
    "orders%2Fshop%2Fa.csv,               orders/shop/a.csv",
    "orders/%ED%95%9C%EA%B8%80.csv,       orders/한글.csv",
    "orders/%F0%9F%98%80.csv,             orders/\uD83D\uDE00.csv",
    "orders/100%25.csv,                   orders/100%.csv",
    "orders/100%,                         orders/100%",
    "orders/100%zz.csv,                   orders/100%zz.csv",
  })
  void decodesKeys(String encoded, String key) {
    assertThat(S3Names.of(event(encoded))).containsExactly(new ObjectName("landing", key));
  }

  @Test
  void keepsTheOrderOfTheEvent() {
    assertThat(S3Names.of(event("b", "a", "b")))
        .extracting(ObjectName::key)
        .containsExactly("b", "a", "b");
  }

  @Test
  void theTestEventOfANewTriggerNamesNothing() {
    assertThat(S3Names.of(new S3Event(null))).isEmpty();
  }

  private static S3Event event(String... keys) {
    return new S3Event(Stream.of(keys).map(S3NamesTest::record).toList());
  }

  private static S3EventNotificationRecord record(String key) {
    S3Entity s3 =
        new S3Entity(
            "configuration",
            new S3BucketEntity("landing", null, "arn:aws:s3:::landing"),
            new S3ObjectEntity(key, 12L, "etag", "version", "sequencer"),
            "1.0");
    return new S3EventNotificationRecord(
        "eu-west-1", "ObjectCreated:Put", "aws:s3", null, "2.1", null, null, s3, null);
  }
}
