package dev.sheaf.core.store;

/** Random access to the bytes of one {@link ObjectVersion}. Not for use by two threads at once. */
public interface ObjectReader extends AutoCloseable {

  /**
   * Reads exactly {@code length} bytes from {@code position} of the object into {@code target} at
   * {@code at}. The range must lie within the object.
   *
   * @throws ObjectLostException if the object is no longer in the state this reader was opened for
   * @throws TransientException if the store did not answer; the call may be repeated
   */
  void read(long position, byte[] target, int at, int length);

  @Override
  void close();
}
