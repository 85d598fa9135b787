package dev.sheaf.core.record;

/** Where rejects go, in the order of the upload. */
@FunctionalInterface
public interface RejectSink {
  void accept(Reject reject);
}
