package dev.sheaf.aws;

import dev.sheaf.core.store.ObjectReader;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Reads ranges, and once they follow one another fetches the next chunk while the caller works on
 * this one, up to where the caller expects to be done. Holds two chunks at most. Other reads go
 * straight through.
 */
final class ReadAheadReader implements ObjectReader {
  /** Long enough that a request's latency hardly shows, short enough to hold two of. */
  static final int CHUNK_BYTES = 8 << 20;

  /** Where the bytes come from. Called by two threads at once. */
  @FunctionalInterface
  interface Ranges {
    void read(long position, byte[] target, int at, int length);
  }

  private static final Chunk EMPTY =
      new Chunk(0, 0, new byte[0], CompletableFuture.completedFuture(null));

  private final long sizeBytes;
  private final long end;
  private final Ranges ranges;
  private final Executor background;
  private final int chunkBytes;
  private Chunk current = EMPTY;
  private @Nullable Chunk next;
  private long sequel = -1;
  private volatile boolean closed;

  /**
   * @param end where the caller expects to be done; what lies behind it is read as it is asked for
   */
  ReadAheadReader(long sizeBytes, long end, Ranges ranges, Executor background) {
    this(sizeBytes, end, ranges, background, CHUNK_BYTES);
  }

  ReadAheadReader(long sizeBytes, long end, Ranges ranges, Executor background, int chunkBytes) {
    this.sizeBytes = sizeBytes;
    this.end = Math.min(end, sizeBytes);
    this.ranges = ranges;
    this.background = background;
    this.chunkBytes = chunkBytes;
  }

  @Override
  public void read(long position, byte[] target, int at, int length) {
    Objects.checkFromIndexSize(position, length, sizeBytes);
    Objects.checkFromIndexSize(at, length, target.length);
    boolean follows = position == sequel;
    sequel = position + length;
    int done = 0;
    while (done < length) {
      done += readSome(position + done, target, at + done, length - done, follows);
    }
  }

  /** Reads at least one byte, and says how many. */
  private int readSome(long position, byte[] target, int at, int length, boolean follows) {
    if (!current.holds(position)) {
      if (next != null && next.holds(position)) {
        advance(next);
      } else if (follows && length < lengthAt(position)) {
        restart(position);
      } else {
        ranges.read(position, target, at, length);
        return length;
      }
    }
    return current.copy(position, target, at, length);
  }

  /** The chunk that was fetched meanwhile becomes the current one; its buffer's turn is over. */
  private void advance(Chunk fetched) {
    byte[] spare = current.buffer();
    next = null;
    current = EMPTY;
    current = fetched.arrived() ? fetched : fetch(fetched.from(), fetched.buffer());
    next = fetchAhead(current.end(), spare);
  }

  private void restart(long position) {
    byte[] buffer = current.buffer();
    // A chunk on its way keeps its buffer until it has arrived, so it is waited for.
    byte[] spare = next == null || !next.arrived() ? EMPTY.buffer() : next.buffer();
    next = null;
    current = EMPTY;
    current = fetch(position, buffer);
    next = fetchAhead(current.end(), spare);
  }

  private Chunk fetch(long from, byte[] spare) {
    int length = lengthAt(from);
    byte[] buffer = spare.length >= length ? spare : new byte[length];
    ranges.read(from, buffer, 0, length);
    return new Chunk(from, length, buffer, CompletableFuture.completedFuture(null));
  }

  private @Nullable Chunk fetchAhead(long from, byte[] spare) {
    int length = lengthAt(from);
    if (length == 0) {
      return null;
    }
    byte[] buffer = spare.length >= length ? spare : new byte[length];
    try {
      CompletableFuture<Void> arrival =
          CompletableFuture.runAsync(() -> readUnlessClosed(from, buffer, length), background);
      return new Chunk(from, length, buffer, arrival);
    } catch (RejectedExecutionException e) {
      return null;
    }
  }

  private void readUnlessClosed(long from, byte[] buffer, int length) {
    if (!closed) {
      ranges.read(from, buffer, 0, length);
    }
  }

  private int lengthAt(long from) {
    return (int) Math.min(chunkBytes, Math.max(0, end - from));
  }

  /** What is on its way then arrives in vain; nobody waits for it. */
  @Override
  public void close() {
    closed = true;
    current = EMPTY;
    next = null;
  }

  /** The bytes {@code [from, from + length)}, once they have arrived. */
  private record Chunk(long from, int length, byte[] buffer, CompletableFuture<Void> arrival) {

    long end() {
      return from + length;
    }

    boolean holds(long position) {
      return position >= from && position < end();
    }

    /** Waits; false if the background read failed, whose error a read in the foreground repeats. */
    boolean arrived() {
      try {
        arrival.join();
        return true;
      } catch (CompletionException e) {
        return false;
      }
    }

    int copy(long position, byte[] target, int at, int most) {
      int count = (int) Math.min(most, end() - position);
      System.arraycopy(buffer, (int) (position - from), target, at, count);
      return count;
    }
  }
}
