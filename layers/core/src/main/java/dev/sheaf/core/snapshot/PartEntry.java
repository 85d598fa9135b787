package dev.sheaf.core.snapshot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import org.roaringbitmap.RoaringBitmap;

/**
 * A part as its page has it. Many parts of an upsert have rows of thousands of uploads, so the uploads
 * are a set of ordinals.
 *
 * @param part without its uploads
 * @param ordinals of these, in the portable format of RoaringBitmap
 */
@SuppressWarnings("ArrayRecordComponent") // It only goes into JSON and comes from there.
record PartEntry(Part part, byte[] ordinals) {

  /**
   * @param ordinals of the ids of uploads
   */
  static PartEntry of(Part part, ToIntFunction<String> ordinals) {
    RoaringBitmap set =
        RoaringBitmap.bitmapOf(part.uploads().stream().mapToInt(ordinals).toArray());
    set.runOptimize();
    ByteBuffer bytes = ByteBuffer.allocate(set.serializedSizeInBytes());
    set.serialize(bytes);
    return new PartEntry(part.withUploads(List.of()), bytes.array());
  }

  /**
   * The part with its uploads, in the order of their ordinals.
   *
   * @param ids of uploads by their ordinals
   */
  Part withUploads(IntFunction<String> ids) {
    RoaringBitmap set = new RoaringBitmap();
    try {
      set.deserialize(ByteBuffer.wrap(ordinals));
    } catch (IOException e) {
      throw new UncheckedIOException("the uploads of part %s".formatted(part.key()), e);
    }
    return part.withUploads(Arrays.stream(set.toArray()).mapToObj(ids).toList());
  }
}
