package dev.sheaf.core.commit;

import dev.sheaf.core.merge.LiveUpload;
import dev.sheaf.core.store.ObjectStore;
import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.core.upload.Upload;
import java.util.Comparator;
import java.util.List;

/**
 * Which of two contributions is the newer: the one of the newer upload, or of the later attempt at
 * the same one. S3's times have whole seconds; of two versions of one key within a second, the order
 * in which the bucket lists them decides, as long as it has both.
 */
final class Recency implements Comparator<LiveUpload> {
  private final ObjectStore store;

  Recency(ObjectStore store) {
    this.store = store;
  }

  @Override
  public int compare(LiveUpload one, LiveUpload other) {
    int uploads = compare(one.upload(), other.upload());
    return uploads != 0
        ? uploads
        : Integer.compare(one.contribution().attempt(), other.contribution().attempt());
  }

  private int compare(Upload one, Upload other) {
    return areWithinOneSecond(one.object(), other.object())
        ? compareVersions(one, other)
        : one.compareTo(other);
  }

  private static boolean areWithinOneSecond(ObjectVersion one, ObjectVersion other) {
    return one.versionId() != null
        && other.versionId() != null
        && !one.versionId().equals(other.versionId())
        && one.uri().equals(other.uri())
        && one.lastModified().equals(other.lastModified());
  }

  private int compareVersions(Upload one, Upload other) {
    List<String> newestFirst = store.versions(one.object().bucket(), one.object().key());
    int first = newestFirst.indexOf(one.object().versionId());
    int second = newestFirst.indexOf(other.object().versionId());
    return first < 0 || second < 0 ? one.compareTo(other) : Integer.compare(second, first);
  }
}
