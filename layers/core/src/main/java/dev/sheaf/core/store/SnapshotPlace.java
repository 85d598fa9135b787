package dev.sheaf.core.store;

/**
 * Where a try at a snapshot puts its objects. Its keys are under the prefixes of the dataset, so that
 * the right to read can be given for one dataset, and behind these under a short hash, by which S3
 * divides the load.
 *
 * @param version of the snapshot
 * @param name of the try, which no other has
 */
public record SnapshotPlace(String dataset, int version, String name) {

  /** The root of its manifest. */
  public String root() {
    return under("snapshots") + "root.json";
  }

  /** A page of its manifest. */
  public String page(int page) {
    return "%spage-%06d.json.gz".formatted(under("snapshots"), page);
  }

  /** What became other with it. */
  public String changes() {
    return under("snapshots") + "changes.json.gz";
  }

  /** A part that was made for it. */
  public String part(int part) {
    return "%spart-%06d".formatted(under("data"), part) + TaskOutput.ROWS.suffix();
  }

  /** The states of an aggregate. */
  public String states() {
    return under("states") + "all" + TaskOutput.STATES.suffix();
  }

  private String under(String kind) {
    String own = "%08d-%s".formatted(version, name);
    return "%s%s/%s/%s/v%s/".formatted(LakeKeys.TABLES, dataset, kind, LakeKeys.spread(own), own);
  }
}
