package dev.sheaf.core.reject;

/** Where rejects go, in the order of the upload. */
@FunctionalInterface
public interface RejectSink {
  void accept(Reject reject);
}
