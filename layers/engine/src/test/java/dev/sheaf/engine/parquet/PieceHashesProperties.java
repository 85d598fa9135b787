package dev.sheaf.engine.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PieceHashesProperties {

  /** Wherever the pieces lie, and however the bytes are cut as they pass. */
  @Property(tries = 500)
  void hashesAreThoseOfThePieces(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 3_000) int size) {
    Random random = new Random(seed);
    byte[] file = new byte[size];
    random.nextBytes(file);
    List<Piece> pieces = new ArrayList<>();
    Map<Piece, HashValue128> expected = new HashMap<>();
    for (int from = random.nextInt(size); from < size; from += random.nextInt(3) * 7) {
      int end = from + 1 + random.nextInt(size - from);
      Piece piece = new Piece("piece " + pieces.size(), new ByteRange(from, end));
      pieces.add(piece);
      expected.put(
          piece, Hashing.xxh3_128().hashBytesTo128Bits(Arrays.copyOfRange(file, from, end)));
      from = end;
    }
    Collections.shuffle(pieces, random);

    Map<Piece, HashValue128> found = new HashMap<>();
    PieceHashes hashes = new PieceHashes(pieces, found::put);
    for (int at = 0; at < size; ) {
      int length = 1 + random.nextInt(size - at);
      byte[] buffer = Arrays.copyOf(Arrays.copyOfRange(file, at, at + length), length + 9);
      hashes.add(at, buffer, length);
      at += length;
    }

    assertThat(found).isEqualTo(expected);
  }
}
