package dev.sheaf.aws;

import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/** How an item of an index is kept: its text as it is. */
record IndexItem(String dataset, String name, String text) {
  static final TableSchema<IndexItem> SCHEMA =
      RecordSchema.of(
              IndexItem.class,
              item -> TableKeys.index(item.dataset, item.name),
              draft ->
                  new IndexItem(
                      draft.text("dataset"), draft.text(TableKeys.SORT), draft.text("text")))
          .text("dataset", IndexItem::dataset)
          .text("text", IndexItem::text)
          .build();
}
