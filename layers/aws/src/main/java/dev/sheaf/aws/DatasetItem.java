package dev.sheaf.aws;

import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/** How it is kept which definition a dataset has. All are in one partition, so they come sorted. */
record DatasetItem(String dataset, String definition) {
  static final TableSchema<DatasetItem> SCHEMA =
      RecordSchema.of(
              DatasetItem.class,
              item -> TableKeys.dataset(item.dataset),
              draft -> new DatasetItem(draft.text("dataset"), draft.text("definition")))
          .text("dataset", DatasetItem::dataset)
          .text("definition", DatasetItem::definition)
          .build();
}
