package dev.sheaf.engine.parquet;

import com.dynatrace.hash4j.hashing.HashStream128;
import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.BiConsumer;

/** Hashes pieces of a file, none of which overlap, while its bytes pass by in their order. */
final class PieceHashes {
  private final Deque<Piece> pending;
  private final BiConsumer<Piece, HashValue128> done;
  private final HashStream128 hash = Hashing.xxh3_128().hashStream();

  /**
   * @param done takes the hash of each piece once its last byte has gone by
   */
  PieceHashes(List<Piece> pieces, BiConsumer<Piece, HashValue128> done) {
    this.pending =
        new ArrayDeque<>(
            pieces.stream()
                .sorted(Comparator.comparingLong(piece -> piece.bytes().from()))
                .toList());
    this.done = done;
  }

  static HashValue128 of(byte[] bytes) {
    return Hashing.xxh3_128().hashBytesTo128Bits(bytes);
  }

  /**
   * Takes the first bytes of an array.
   *
   * @param from where they begin in the file; what lies before them has gone by, or is of no piece
   */
  void add(long from, byte[] bytes, int length) {
    long at = from;
    long end = from + length;
    while (!pending.isEmpty() && at < end) {
      Piece piece = pending.element();
      at = Math.max(at, piece.bytes().from());
      long until = Math.min(end, piece.bytes().end());
      if (until > at) {
        hash.putBytes(bytes, (int) (at - from), (int) (until - at));
        at = until;
      }
      if (at < piece.bytes().end()) {
        return;
      }
      done.accept(pending.remove(), hash.get());
      hash.reset();
    }
  }
}
