package dev.sheaf.core.merge;

/**
 * How large the parts become that merges write.
 *
 * @param upsert of upserts
 * @param compaction of what compaction writes
 */
public record MergeSizes(UpsertSizes upsert, CompactionSizes compaction) {
  public static final MergeSizes DEFAULT =
      new MergeSizes(UpsertSizes.DEFAULT, CompactionSizes.DEFAULT);
}
