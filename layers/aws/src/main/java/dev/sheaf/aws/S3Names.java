package dev.sheaf.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3Entity;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3EventNotificationRecord;
import dev.sheaf.core.intake.ObjectName;
import java.net.URLDecoder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The objects that an S3 event names. */
public final class S3Names {
  private S3Names() {}

  /** The names in the event's order, keys decoded; none for the test event of a new trigger. */
  public static List<ObjectName> of(S3Event event) {
    @Nullable List<S3EventNotificationRecord> records = event.getRecords();
    return records == null
        ? List.of()
        : records.stream().map(S3EventNotificationRecord::getS3).map(S3Names::name).toList();
  }

  private static ObjectName name(S3Entity s3) {
    return new ObjectName(s3.getBucket().getName(), decoded(s3.getObject().getKey()));
  }

  /** A space is {@code +} on AWS and {@code %20} elsewhere; a key that no one encoded stays. */
  private static String decoded(String key) {
    try {
      return URLDecoder.decode(key, UTF_8);
    } catch (IllegalArgumentException e) {
      return key;
    }
  }
}
