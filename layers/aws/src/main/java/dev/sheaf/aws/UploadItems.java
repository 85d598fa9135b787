package dev.sheaf.aws;

import dev.sheaf.core.run.UploadItem;
import dev.sheaf.core.snapshot.UploadChange;
import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.core.upload.Upload;
import dev.sheaf.core.upload.UploadState;
import java.time.Instant;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/** How an upload is kept. */
final class UploadItems {
  static final TableSchema<UploadItem> SCHEMA =
      RecordSchema.of(
              UploadItem.class, record -> TableKeys.upload(record.upload()), UploadItems::record)
          .open(
              record -> record.state() == UploadState.SEEN ? TableKeys.OPEN_UPLOAD : null,
              record ->
                  record.state() == UploadState.SEEN
                      ? TableKeys.due(record.upload().object().lastModified())
                      : null)
          .text("dataset", record -> record.upload().dataset())
          .text("source", record -> record.upload().source())
          .text("bucket", record -> record.upload().object().bucket())
          .text("key", record -> record.upload().object().key())
          .text("versionId", record -> record.upload().object().versionId())
          .text("etag", record -> record.upload().object().etag())
          .text("lastModified", record -> record.upload().object().lastModified().toString())
          .number("sizeBytes", record -> record.upload().object().sizeBytes())
          .text("state", record -> record.state().name())
          .number("attempt", record -> (long) record.attempt())
          .text("run", UploadItem::run)
          .text("reason", UploadItem::reason)
          .build();

  private UploadItems() {}

  /** Another outcome, if the upload is as it was seen. */
  static ItemUpdate changed(UploadChange change) {
    ItemKey key = TableKeys.upload(change.upload());
    String condition = "#state = :from AND #attempt = :attempt";
    String reason = change.to().reason();
    ItemUpdate update =
        reason == null
            ? ItemUpdate.of(key, "SET #state = :to REMOVE #reason", condition)
            : ItemUpdate.of(key, "SET #state = :to, #reason = :reason", condition)
                .with("reason", reason);
    return update
        .with("to", change.to().state().name())
        .with("from", change.from().name())
        .with("attempt", change.attempt());
  }

  private static UploadItem record(Draft draft) {
    ObjectVersion object =
        new ObjectVersion(
            draft.text("bucket"),
            draft.text("key"),
            draft.textOrNull("versionId"),
            draft.text("etag"),
            Instant.parse(draft.text("lastModified")),
            draft.number("sizeBytes"));
    return new UploadItem(
        new Upload(object, draft.text("dataset"), draft.text("source")),
        UploadState.valueOf(draft.text("state")),
        draft.count("attempt"),
        draft.textOrNull("run"),
        draft.textOrNull("reason"));
  }
}
