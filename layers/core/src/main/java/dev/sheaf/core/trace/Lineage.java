package dev.sheaf.core.trace;

import dev.sheaf.core.record.RecordBytes;
import dev.sheaf.core.record.UploadLayout;
import dev.sheaf.core.run.RunDocuments;
import dev.sheaf.core.snapshot.Contribution;
import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.core.store.ObjectReader;
import dev.sheaf.core.store.ObjectStore;
import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.core.upload.Upload;

/** Leads from a row of a snapshot back to the bytes of the upload that it was read from. */
public final class Lineage {
  private final ObjectStore store;
  private final RunDocuments documents;

  public Lineage(ObjectStore store, RunDocuments documents) {
    this.store = store;
    this.documents = documents;
  }

  /**
   * Where a row comes from.
   *
   * @param run that read it
   * @param offset of the record's first byte in the upload
   * @param raw the record as it stands in the upload, line end included
   */
  public record Origin(Upload upload, String run, long offset, byte[] raw) {}

  /**
   * The origin of a row. Reads exactly the state of the object that the run read.
   *
   * @param uploadHash of the row, {@code _upload}
   * @param offset of the row, {@code _offset}
   * @throws IllegalArgumentException if the snapshot has no such upload, or it has no record there
   * @throws dev.sheaf.core.store.ObjectLostException if that state cannot be read any more
   */
  public Origin origin(Manifest manifest, long uploadHash, long offset) {
    Contribution contribution =
        manifest.contributions().stream()
            .filter(one -> one.upload().hash() == uploadHash)
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "version %d has no upload %s"
                            .formatted(manifest.version(), Long.toUnsignedString(uploadHash))));
    ObjectVersion object = contribution.upload().object();
    try (ObjectReader reader = store.open(object)) {
      byte[] raw = RecordBytes.read(layout(contribution), reader, offset, object.sizeBytes());
      return new Origin(contribution.upload(), contribution.run(), offset, raw);
    }
  }

  private UploadLayout layout(Contribution contribution) {
    return documents.requirePlan(contribution.run()).plan().uploads().stream()
        .filter(planned -> planned.upload().equals(contribution.upload()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "run %s did not read %s"
                        .formatted(contribution.run(), contribution.upload().object().uri())))
        .requireLayout();
  }
}
