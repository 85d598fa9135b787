package dev.sheaf.core.index;

import dev.sheaf.core.snapshot.SnapshotRecord;
import dev.sheaf.core.store.LakeKeys;

/** Names of the items of an index: each begins with the version and name of the try that wrote it. */
final class IndexNames {
  private static final int VERSION_DIGITS = 8;

  private IndexNames() {}

  /** The item that a reader begins with. */
  static String root(SnapshotRecord snapshot) {
    return root(LakeKeys.snapshotName(snapshot.manifestKey()));
  }

  /**
   * @param snapshot version and attempt, as {@link LakeKeys#snapshotName}
   */
  static String root(String snapshot) {
    return snapshot + "#ROOT";
  }

  static String page(String snapshot, int column, int page) {
    return "%s#PAGE#%02d#%05d".formatted(snapshot, column, page);
  }

  /** The version of the snapshot that an item was written for. */
  static int version(String name) {
    return Integer.parseInt(name.substring(0, VERSION_DIGITS));
  }
}
