package dev.sheaf.core.part;

import dev.sheaf.core.dataset.ColumnType;
import dev.sheaf.core.dataset.RowSchema;
import java.util.ArrayList;
import java.util.List;

/**
 * The columns of rows that carry where each came from, behind the visible ones. The offset of a row
 * is where it is in every {@link dev.sheaf.core.row.RowBatch}.
 */
public final class Traced {
  /** {@link dev.sheaf.core.upload.Upload#hash} of the row's upload, as BIGINT. */
  public static final String UPLOAD = "_upload";

  /** Source of the row's upload. */
  public static final String SOURCE = "_source";

  private static final RowSchema.Field UPLOAD_FIELD =
      new RowSchema.Field(UPLOAD, ColumnType.of(ColumnType.Kind.BIGINT));
  private static final RowSchema.Field SOURCE_FIELD =
      new RowSchema.Field(SOURCE, ColumnType.of(ColumnType.Kind.VARCHAR));

  private Traced() {}

  /** The visible columns, then {@link #UPLOAD}. */
  public static RowSchema byUpload(RowSchema visible) {
    return with(visible, List.of(UPLOAD_FIELD));
  }

  /** The visible columns, then {@link #UPLOAD} and {@link #SOURCE}. */
  public static RowSchema bySource(RowSchema visible) {
    return with(visible, List.of(UPLOAD_FIELD, SOURCE_FIELD));
  }

  private static RowSchema with(RowSchema visible, List<RowSchema.Field> more) {
    List<RowSchema.Field> fields = new ArrayList<>(visible.fields());
    fields.addAll(more);
    return new RowSchema(fields);
  }
}
