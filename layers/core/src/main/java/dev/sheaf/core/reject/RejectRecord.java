package dev.sheaf.core.reject;

import static java.util.Objects.requireNonNull;

/**
 * A reject and where it comes from; one line of a rejects object.
 *
 * @param uploadUri of the object, for people
 * @param uploadId identity of the upload
 * @param segment index of the segment that holds the record
 */
public record RejectRecord(String uploadUri, String uploadId, int segment, Reject reject) {
  public RejectRecord {
    requireNonNull(uploadUri);
    requireNonNull(uploadId);
    requireNonNull(reject);
    if (segment < 0) {
      throw new IllegalArgumentException("segment %d is negative".formatted(segment));
    }
  }
}
