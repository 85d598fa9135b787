package dev.sheaf.core.store;

import java.util.List;
import java.util.Optional;

/**
 * The part of S3 that Sheaf needs. One method is one kind of remote call.
 *
 * <p>All methods throw {@link TransientException} where the store did not answer; every call may be
 * repeated.
 */
public interface ObjectStore {

  /** What became of a conditional write. */
  enum Put {
    CREATED,
    /** The key was taken already; its bytes are as they were. After a retry they may be ours. */
    EXISTED
  }

  /** The newest state of an object, or empty where there is none. */
  Optional<ObjectVersion> head(String bucket, String key);

  /** All objects whose key begins with {@code prefix}, by key; folder placeholders included. */
  List<ObjectVersion> list(String bucket, String prefix);

  /**
   * The ids of all versions of an object, newest first: the order in which they were written, within
   * a second too. Only of a bucket that keeps versions.
   */
  List<String> versions(String bucket, String key);

  /** Opens exactly this state for reading. The check is made by the reads. */
  default ObjectReader open(ObjectVersion object) {
    return open(object, object.sizeBytes());
  }

  /**
   * Opens exactly this state for reading.
   *
   * @param end where the caller expects to be done: nothing behind it is fetched before it is asked
   *     for
   */
  ObjectReader open(ObjectVersion object, long end);

  /**
   * The whole content of an object that Sheaf wrote itself, and that therefore never changes.
   *
   * @throws ObjectLostException never for a missing key: that is {@link Optional#empty()}
   */
  Optional<byte[]> read(String bucket, String key);

  /** Writes an object unless the key is taken ({@code If-None-Match: *}). */
  Put putIfAbsent(String bucket, String key, Payload payload, String contentType);

  /** Removes an object of ours, if it is there. Uploads are never removed. */
  void delete(String bucket, String key);
}
