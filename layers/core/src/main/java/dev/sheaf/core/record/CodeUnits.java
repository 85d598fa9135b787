package dev.sheaf.core.record;

import dev.sheaf.core.dataset.Encoding;
import java.util.Arrays;

/**
 * What automaton and tokenizer read of an upload: one byte per code unit, and every ASCII byte among
 * them a character. In most encodings these are the bytes themselves. Where they are not, they are
 * made when the bytes arrive, and kept at the same places, divided by the length of a unit.
 */
abstract sealed class CodeUnits {
  /** Any byte that no dialect gives a meaning. */
  private static final byte ORDINARY = (byte) 0x80;

  private final int shift;
  byte[] units = new byte[0];

  private CodeUnits(int shift) {
    this.shift = shift;
  }

  static CodeUnits of(TextLayout layout) {
    return switch (layout.encoding()) {
      case UTF_16LE -> new Words(0, 1);
      case UTF_16BE -> new Words(1, 0);
      case UTF_8, CP949, WINDOWS_1252, SHIFT_JIS, GB18030 ->
          layout.isAmbiguous() ? new Pairs(layout.encoding()) : new Bytes();
    };
  }

  final byte[] array() {
    return units;
  }

  /** The unit that begins at this position of the bytes, or the end of the units at their end. */
  final int unit(int position) {
    return position + (1 << shift) - 1 >> shift;
  }

  /** Where this unit begins; beyond the end of the bytes for what comes after half a unit. */
  final int position(int unit) {
    return unit << shift;
  }

  /** The bytes [from, to) were moved to the front, and those from there on forgotten. */
  abstract void keep(int from, int to);

  /** Bytes arrived at [from, to), after all those before. */
  abstract void add(byte[] bytes, int from, int to);

  final void reserve(int needed) {
    if (units.length < needed) {
      units = Arrays.copyOf(units, Math.max(needed, units.length * 2));
    }
  }

  /** The bytes themselves, at no cost. */
  private static final class Bytes extends CodeUnits {
    Bytes() {
      super(0);
    }

    @Override
    void keep(int from, int to) {}

    @Override
    void add(byte[] bytes, int from, int to) {
      units = bytes;
    }
  }

  /** UTF-16. Half a unit, at an upload's very end, counts as one. */
  private static final class Words extends CodeUnits {
    private final int low;
    private final int high;

    Words(int low, int high) {
      super(1);
      this.low = low;
      this.high = high;
    }

    @Override
    void keep(int from, int to) {
      System.arraycopy(units, unit(from), units, 0, unit(to) - unit(from));
    }

    @Override
    void add(byte[] bytes, int from, int to) {
      reserve(unit(to));
      for (int at = from; at < to; at += 2) {
        boolean ascii = at + 1 < to && bytes[at + high] == 0 && bytes[at + low] >= 0;
        units[unit(at)] = ascii ? bytes[at + low] : ORDINARY;
      }
    }
  }

  /** Encodings whose second bytes may look like syntax: to be read from the start, in one piece. */
  private static final class Pairs extends CodeUnits {
    private final Encoding encoding;
    private boolean afterLead;

    Pairs(Encoding encoding) {
      super(0);
      this.encoding = encoding;
    }

    @Override
    void keep(int from, int to) {
      System.arraycopy(units, from, units, 0, to - from);
    }

    @Override
    void add(byte[] bytes, int from, int to) {
      reserve(to);
      for (int at = from; at < to; at++) {
        boolean trail = afterLead && encoding.isTrail(bytes[at]);
        afterLead = !trail && encoding.isLead(bytes[at]);
        units[at] = trail ? ORDINARY : bytes[at];
      }
    }
  }
}
