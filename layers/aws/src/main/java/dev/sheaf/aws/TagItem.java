package dev.sheaf.aws;

import dev.sheaf.core.snapshot.Tag;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/**
 * How a tag is kept. The item of the snapshot that has it lists it too, as a text set, so that one
 * condition there keeps the snapshot from expiring.
 */
record TagItem(String dataset, Tag tag) {
  /** The set of names in the item of a snapshot. */
  static final String SET = "tags";

  static final TableSchema<TagItem> SCHEMA =
      RecordSchema.of(
              TagItem.class,
              item -> TableKeys.tag(item.dataset, item.tag.name()),
              draft ->
                  new TagItem(
                      draft.text("dataset"), new Tag(draft.text("name"), draft.count("version"))))
          .text("dataset", TagItem::dataset)
          .text("name", item -> item.tag.name())
          .number("version", item -> (long) item.tag.version())
          .build();
}
