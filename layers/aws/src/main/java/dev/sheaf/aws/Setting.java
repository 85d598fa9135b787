package dev.sheaf.aws;

/** An environment variable of a function. Which ones a function reads, its handler declares. */
public enum Setting {
  LANDING_BUCKET("SHEAF_LANDING_BUCKET", "the name of the bucket that uploads are delivered to"),
  LAKE_BUCKET("SHEAF_LAKE_BUCKET", "the name of the bucket that holds runs and snapshots"),
  TABLE("SHEAF_TABLE", "the name of the DynamoDB table"),
  SEGMENTS_QUEUE_URL("SHEAF_SEGMENTS_QUEUE_URL", "the URL of the queue of segments"),
  HINTS_QUEUE_URL("SHEAF_HINTS_QUEUE_URL", "the URL of the FIFO queue of hints"),
  SEGMENT_BYTES("SHEAF_SEGMENT_BYTES", "the size of a segment in bytes, or 0 to let Sheaf choose"),
  ANNOUNCEMENTS(
      "SHEAF_ANNOUNCEMENTS",
      "the event bus that is told of commits, as its name, or as the file: URL of a log"),
  STALL_SECONDS(
      "SHEAF_STALL_SECONDS", "for how many seconds a run may stand still before it is helped on");

  private final String variable;
  private final String meaning;

  Setting(String variable, String meaning) {
    this.variable = variable;
    this.meaning = meaning;
  }

  /** The name of the environment variable. */
  public String variable() {
    return variable;
  }

  /** What its value is, for people. */
  String meaning() {
    return meaning;
  }
}
