package dev.sheaf.core.store;

/** What a task leaves in the lake beside its rejects. */
public enum TaskOutput {
  /** Rows, as a Parquet file. */
  ROWS(".parquet", "application/vnd.apache.parquet"),
  /** Aggregate states of its groups. */
  STATES(".states", "application/octet-stream");

  private final String suffix;
  private final String contentType;

  TaskOutput(String suffix, String contentType) {
    this.suffix = suffix;
    this.contentType = contentType;
  }

  /** What its keys end with. */
  String suffix() {
    return suffix;
  }

  public String contentType() {
    return contentType;
  }
}
