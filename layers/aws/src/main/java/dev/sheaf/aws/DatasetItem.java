package dev.sheaf.aws;

import dev.sheaf.core.dataset.DatasetTable;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/**
 * How it is kept which definition a dataset has. All are in one partition, so they come sorted.
 *
 * @param revision null: 1, in an item of a time before there were revisions
 */
record DatasetItem(String dataset, String definition, @Nullable Long revision) {
  static final TableSchema<DatasetItem> SCHEMA =
      RecordSchema.of(
              DatasetItem.class,
              item -> TableKeys.dataset(item.dataset),
              draft ->
                  new DatasetItem(
                      draft.text("dataset"),
                      draft.text("definition"),
                      draft.has("revision") ? draft.number("revision") : null))
          .text("dataset", DatasetItem::dataset)
          .text("definition", DatasetItem::definition)
          .number("revision", DatasetItem::revision)
          .build();

  static DatasetItem first(String dataset, String definition) {
    return new DatasetItem(dataset, definition, DatasetTable.Current.FIRST);
  }

  DatasetTable.Current current() {
    return new DatasetTable.Current(
        definition, revision == null ? DatasetTable.Current.FIRST : revision);
  }
}
