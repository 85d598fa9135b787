package dev.sheaf.core.store;

/** What a task leaves in the lake beside its rejects. */
public enum TaskOutput {
  /** Rows, as a Parquet file. */
  ROWS("data", ".parquet", "application/vnd.apache.parquet"),
  /** Aggregate states of its groups. */
  STATES("states", ".states", "application/octet-stream");

  private final String folder;
  private final String suffix;
  private final String contentType;

  TaskOutput(String folder, String suffix, String contentType) {
    this.folder = folder;
    this.suffix = suffix;
    this.contentType = contentType;
  }

  /** Where its keys are, under the dataset. */
  String folder() {
    return folder;
  }

  /** What its keys end with. */
  String suffix() {
    return suffix;
  }

  public String contentType() {
    return contentType;
  }
}
