package dev.sheaf.core.trace;

import dev.sheaf.core.run.PlannedUpload;
import dev.sheaf.core.run.RunDocuments;
import dev.sheaf.core.snapshot.Contribution;
import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.core.store.ObjectReader;
import dev.sheaf.core.store.ObjectStore;
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
                        "version %d has no upload %d".formatted(manifest.version(), uploadHash)));
    PlannedUpload.Readable planned = planned(contribution);
    try (ObjectReader reader = planned.content().open(store)) {
      byte[] raw = planned.layout().record(reader, planned.content().bytes(), offset);
      return new Origin(contribution.upload(), contribution.run(), offset, raw);
    }
  }

  private PlannedUpload.Readable planned(Contribution contribution) {
    return documents
        .requirePlan(contribution.run())
        .readable(contribution.upload())
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "run %s did not read %s"
                        .formatted(contribution.run(), contribution.upload().object().uri())));
  }
}
