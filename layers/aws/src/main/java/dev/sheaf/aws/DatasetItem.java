package dev.sheaf.aws;

import dev.sheaf.core.dataset.DatasetTable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/**
 * How it is kept which definition a dataset has. All are in one partition, so they come sorted.
 *
 * @param definition null: it was taken away, and the revision is the one that it had
 * @param revision null: 1, in an item of a time before there were revisions
 */
record DatasetItem(String dataset, @Nullable String definition, @Nullable Long revision) {
  static final TableSchema<DatasetItem> SCHEMA =
      RecordSchema.of(
              DatasetItem.class,
              item -> TableKeys.dataset(item.dataset),
              draft ->
                  new DatasetItem(
                      draft.text("dataset"),
                      draft.textOrNull("definition"),
                      draft.has("revision") ? draft.number("revision") : null))
          .text("dataset", DatasetItem::dataset)
          .text("definition", DatasetItem::definition)
          .number("revision", DatasetItem::revision)
          .build();

  static DatasetItem first(String dataset, String definition) {
    return new DatasetItem(dataset, definition, DatasetTable.Current.FIRST);
  }

  /** What the dataset has; empty if it was taken away. */
  Optional<DatasetTable.Current> current() {
    return Optional.ofNullable(definition)
        .map(digest -> new DatasetTable.Current(digest, lastRevision()));
  }

  /** The revision of the definition that there is, or was last. */
  long lastRevision() {
    return revision == null ? DatasetTable.Current.FIRST : revision;
  }
}
