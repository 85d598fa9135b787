package dev.sheaf.core.simulation;

/** What holds whatever happens. The numbers are those of the protocol's list. */
enum Invariant {
  /** 1: an upload is in at most one run at a time. */
  ONE_RUN_PER_UPLOAD,
  /** 2: plans, facts, results and manifests never change. */
  NEVER_CHANGED,
  /** 3: a run ends with one fact per task, spans that tile each upload, and rows that balance. */
  VERIFIED,
  /** 4: there is at most one repair round. */
  ONE_REPAIR,
  /** 5: HEAD grows by one, and every version up to it is there. */
  HEAD_GROWS_BY_ONE,
  /** 6: a run is in at most one snapshot. */
  ONE_SNAPSHOT_PER_RUN,
  /** An operation is in at most one snapshot. */
  ONE_SNAPSHOT_PER_OPERATION,
  /** 7: the rows are those of the newest loaded upload of every key, but for what operations did since. */
  ROWS,
  /** 8 and 9: what a manifest names can be read, and is what was verified. */
  READABLE,
  /** 10: an upload is refused, gone or superseded for what is true of it, not of its neighbours. */
  OWN_FAULT,
  /** Every run ends, every upload comes to an outcome, with a reason. */
  LIVENESS,
  /** No exception but those that the ports announce. */
  NO_SURPRISE
}
