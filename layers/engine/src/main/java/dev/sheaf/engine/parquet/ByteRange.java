package dev.sheaf.engine.parquet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The bytes from one offset to before another. */
record ByteRange(long from, long end) {

  ByteRange {
    if (from < 0 || end < from) {
      throw new IllegalArgumentException("bytes [%d, %d)".formatted(from, end));
    }
  }

  long bytes() {
    return end - from;
  }

  boolean holds(ByteRange other) {
    return from <= other.from && other.end <= end;
  }

  /** The same bytes in as few ranges as there can be, in ascending order. */
  static List<ByteRange> joined(List<ByteRange> ranges) {
    List<ByteRange> joined = new ArrayList<>();
    for (ByteRange range :
        ranges.stream().sorted(Comparator.comparingLong(ByteRange::from)).toList()) {
      int last = joined.size() - 1;
      if (last >= 0 && range.from <= joined.get(last).end) {
        ByteRange before = joined.get(last);
        joined.set(last, new ByteRange(before.from, Math.max(before.end, range.end)));
      } else {
        joined.add(range);
      }
    }
    return joined;
  }
}
