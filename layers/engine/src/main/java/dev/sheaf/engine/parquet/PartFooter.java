package dev.sheaf.engine.parquet;

import dev.sheaf.core.snapshot.RowGroup;
import java.util.List;
import org.apache.parquet.format.FileMetaData;

/** What the end of a Parquet object says of it: its columns, and where its row groups lie. */
public final class PartFooter {
  private final FileMetaData metaData;
  private final List<RowGroup> rowGroups;
  private final Fetched fetched;

  PartFooter(FileMetaData metaData, List<RowGroup> rowGroups, Fetched fetched) {
    this.metaData = metaData;
    this.rowGroups = List.copyOf(rowGroups);
    this.fetched = fetched;
  }

  /** In the order of the rows. */
  public List<RowGroup> rowGroups() {
    return rowGroups;
  }

  /** What it took to read this. */
  public Fetched fetched() {
    return fetched;
  }

  FileMetaData metaData() {
    return metaData;
  }
}
