package dev.sheaf.core.aggregate;

import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.row.RowBatch;
import dev.sheaf.core.value.ValueText;
import java.util.ArrayList;
import java.util.List;

/** A group as messages name it. */
final class GroupText {
  private static final int MAX_CHARACTERS = 200;

  private GroupText() {}

  /** {@code (category=books, day=NULL)}, from the row that is being set. */
  static String of(StateLayout layout, RowBatch result) {
    List<String> values = new ArrayList<>();
    for (int column = 0; column < layout.groupBy().size(); column++) {
      RowSchema.Field field = result.schema().fields().get(column);
      boolean isNull = result.column(column).isNull(result.rows());
      values.add(
          field.name()
              + "="
              + (isNull
                  ? "NULL"
                  : ValueText.of(field.type(), result.column(column), result.rows())));
    }
    String text = "(" + String.join(", ", values) + ")";
    return text.length() <= MAX_CHARACTERS ? text : text.substring(0, MAX_CHARACTERS) + "...";
  }
}
