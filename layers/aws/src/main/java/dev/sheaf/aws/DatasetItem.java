package dev.sheaf.aws;

import dev.sheaf.core.dataset.DatasetTable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/**
 * How it is kept which definition a dataset has. All are in one partition, so they come sorted.
 *
 * @param definition null: it was taken away, and the revision is the one that it had
 * @param last the digest of what was taken away; null if nothing was since there is a definition
 * @param revision null: 1, in an item of a time before there were revisions
 */
record DatasetItem(
    String dataset, @Nullable String definition, @Nullable Long revision, @Nullable String last) {
  static final TableSchema<DatasetItem> SCHEMA =
      RecordSchema.of(
              DatasetItem.class,
              item -> TableKeys.dataset(item.dataset),
              draft ->
                  new DatasetItem(
                      draft.text("dataset"),
                      draft.textOrNull("definition"),
                      draft.has("revision") ? draft.number("revision") : null,
                      draft.textOrNull("last")))
          .text("dataset", DatasetItem::dataset)
          .text("definition", DatasetItem::definition)
          .number("revision", DatasetItem::revision)
          .text("last", DatasetItem::last)
          .build();

  static DatasetItem first(String dataset, String definition) {
    return new DatasetItem(dataset, definition, DatasetTable.Current.FIRST, null);
  }

  /** What the dataset has; empty if it was taken away. */
  Optional<DatasetTable.Current> current() {
    return Optional.ofNullable(definition)
        .map(digest -> new DatasetTable.Current(digest, lastRevision()));
  }

  /** What was taken away last; empty if the dataset has a definition. */
  Optional<DatasetTable.Current> removed() {
    return definition == null && last != null
        ? Optional.of(new DatasetTable.Current(last, lastRevision()))
        : Optional.empty();
  }

  /** The revision of the definition that there is, or was last. */
  long lastRevision() {
    return revision == null ? DatasetTable.Current.FIRST : revision;
  }
}
