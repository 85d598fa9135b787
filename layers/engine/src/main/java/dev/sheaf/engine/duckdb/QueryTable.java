package dev.sheaf.engine.duckdb;

import dev.sheaf.core.dataset.RowSchema;
import java.nio.file.Path;
import java.util.List;

/**
 * A table for a query: the rows of some parts, one after the other.
 *
 * @param schema the columns it shows; one that a part does not have is NULL there
 * @param files parts on the local disk, in the order of their rows
 * @param nulls rows of nothing but NULLs that it has where there are no files
 */
public record QueryTable(String name, RowSchema schema, List<Path> files, long nulls) {
  public QueryTable {
    files = files.stream().map(Path::toAbsolutePath).toList();
  }

  /** A table that is empty where there are no files. */
  public QueryTable(String name, RowSchema schema, List<Path> files) {
    this(name, schema, files, 0);
  }
}
