package dev.sheaf.core.framing;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text of a summary: {@code length:ends:choices:offsets}, for example {@code
 * 1z141z4:UUUQQUQU:01112131:0,2c,5k,7}. Numbers are in base 36. Of the two texts of eight
 * characters, one per start state, the first holds the letters of the end states, the second picks
 * from the distinct offsets of the first records, {@code -} where there is none. Most start states
 * share one offset, so few are written.
 */
final class SummaryText {
  private static final int RADIX = Character.MAX_RADIX;
  private static final String NONE = "-";

  private SummaryText() {}

  static String encode(SegmentSummary summary) {
    StringBuilder ends = new StringBuilder();
    StringBuilder choices = new StringBuilder();
    List<String> offsets = new ArrayList<>();
    for (SegmentSummary.Lane lane : summary.lanes()) {
      ends.append(lane.end().code());
      choices.append(choice(lane.firstRecord(), offsets));
    }
    String length = Long.toString(summary.length(), RADIX);
    return length + ':' + ends + ':' + choices + ':' + String.join(",", offsets);
  }

  static SegmentSummary decode(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length != 4
        || parts[1].length() != RecordState.COUNT
        || parts[2].length() != RecordState.COUNT) {
      throw damaged(text, null);
    }
    try {
      SegmentSummary summary =
          new SegmentSummary(Long.parseLong(parts[0], RADIX), lanes(parts[1], parts[2], parts[3]));
      if (!encode(summary).equals(text)) {
        throw damaged(text, null);
      }
      return summary;
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw damaged(text, e);
    }
  }

  private static List<SegmentSummary.Lane> lanes(String ends, String choices, String offsets) {
    String[] distinct = offsets.split(",", -1);
    List<SegmentSummary.Lane> lanes = new ArrayList<>();
    for (int i = 0; i < RecordState.COUNT; i++) {
      String choice = choices.substring(i, i + 1);
      long firstRecord =
          choice.equals(NONE)
              ? SegmentSummary.NO_RECORD
              : Long.parseLong(distinct[Integer.parseInt(choice)], RADIX);
      lanes.add(new SegmentSummary.Lane(RecordState.ofCode(ends.charAt(i)), firstRecord));
    }
    return lanes;
  }

  private static String choice(long firstRecord, List<String> offsets) {
    if (firstRecord == SegmentSummary.NO_RECORD) {
      return NONE;
    }
    String offset = Long.toString(firstRecord, RADIX);
    if (!offsets.contains(offset)) {
      offsets.add(offset);
    }
    return Integer.toString(offsets.indexOf(offset));
  }

  private static IllegalArgumentException damaged(String text, @Nullable Throwable cause) {
    return new IllegalArgumentException("'%s' is not a segment summary".formatted(text), cause);
  }
}
