package dev.sheaf.local.dispatch;

import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.RequestParametersEntity;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.ResponseElementsEntity;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3BucketEntity;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3Entity;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3EventNotificationRecord;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3ObjectEntity;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.UserIdentityEntity;
import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.local.template.Stack;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Builds the events that S3 sends when objects are created. */
final class S3Events {
  /** Multipart uploads are told by their ETag: {@code <hash>-<number of parts>}. */
  private static final String MULTIPART_ETAG = ".+-\\d+";

  private S3Events() {}

  /** One event for several objects, a record each, in their order; complete in every field. */
  public static S3Event created(List<ObjectVersion> objects, Stack stack, Instant eventTime) {
    return new S3Event(objects.stream().map(object -> record(object, stack, eventTime)).toList());
  }

  /**
   * A key as it stands in an event: form encoding of its UTF-8 bytes, where a space is {@code +} and
   * slashes stay.
   */
  public static String encodedKey(String key) {
    return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/");
  }

  private static S3EventNotificationRecord record(
      ObjectVersion object, Stack stack, Instant eventTime) {
    UserIdentityEntity user = new UserIdentityEntity("AWS:" + stack.accountId());
    S3BucketEntity bucket =
        new S3BucketEntity(
            object.bucket(), user, "arn:%s:s3:::%s".formatted(stack.partition(), object.bucket()));
    return new S3EventNotificationRecord(
        stack.region(),
        object.etag().matches(MULTIPART_ETAG)
            ? "ObjectCreated:CompleteMultipartUpload"
            : "ObjectCreated:Put",
        "aws:s3",
        eventTime.toString(),
        "2.1",
        new RequestParametersEntity("127.0.0.1"),
        new ResponseElementsEntity("local", "local"),
        new S3Entity("local", bucket, entity(object), "1.0"),
        user);
  }

  private static S3ObjectEntity entity(ObjectVersion object) {
    return new S3ObjectEntity(
        encodedKey(object.key()),
        object.sizeBytes(),
        object.etag(),
        object.versionId(),
        // S3's sequencer orders the events of one key; time does so here.
        "%016X".formatted(object.lastModified().toEpochMilli()));
  }
}
