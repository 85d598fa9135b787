package dev.sheaf.core.framing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class CutsProperties {
  private static final long MIB = 1L << 20;

  @Property
  void segmentsCoverTheDataOnceInOrder(
      @ForAll @LongRange(max = 1L << 50) long dataStart,
      @ForAll @IntRange(max = 10_000) int length,
      @ForAll @LongRange(min = 1, max = 20_000) long segmentBytes) {
    Cuts cuts = new Cuts(dataStart, dataStart + length, segmentBytes);
    long covered = dataStart;
    for (int i = 0; i < cuts.count(); i++) {
      assertThat(cuts.from(i)).isEqualTo(covered);
      boolean last = i == cuts.count() - 1;
      assertThat(cuts.to(i) - cuts.from(i))
          .isBetween(1L, segmentBytes)
          .satisfies(bytes -> assertThat(last || bytes == segmentBytes).isTrue());
      covered = cuts.to(i);
    }
    assertThat(covered).isEqualTo(cuts.size());
  }

  @Property
  void segmentBytesIsTheNearestPowerOfTwo(@ForAll @LongRange(max = 1L << 42) long totalBytes) {
    double intended = totalBytes / 2000.0;
    long nearest = 32 * MIB;
    for (long candidate = 64 * MIB; candidate <= 256 * MIB; candidate *= 2) {
      nearest =
          Math.abs(candidate - intended) < Math.abs(nearest - intended) - 1 ? candidate : nearest;
    }
    assertThat(Cuts.segmentBytes(totalBytes)).isEqualTo(nearest);
  }

  @Example
  void segmentBytesIsHeldWithinBounds() {
    assertThat(Cuts.segmentBytes(0)).isEqualTo(32 * MIB);
    assertThat(Cuts.segmentBytes(96_000 * MIB)).isEqualTo(32 * MIB);
    assertThat(Cuts.segmentBytes(97_000 * MIB)).isEqualTo(64 * MIB);
    assertThat(Cuts.segmentBytes(200_000 * MIB)).isEqualTo(128 * MIB);
    assertThat(Cuts.segmentBytes(Long.MAX_VALUE)).isEqualTo(256 * MIB);
  }

  @Example
  void extremesDoNotOverflow() {
    Cuts one = new Cuts(Long.MAX_VALUE - 2, Long.MAX_VALUE, Long.MAX_VALUE);
    assertThat(one.count()).isEqualTo(1);
    assertThat(one.to(0)).isEqualTo(Long.MAX_VALUE);
    assertThat(new Cuts(7, 7, 1).count()).isZero();
    assertThatThrownBy(() -> new Cuts(7, 7, 1).from(0))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> new Cuts(0, 1L << 40, 1)).hasMessageContaining("too many segments");
    assertThatThrownBy(() -> new Cuts(8, 7, 1)).hasMessageContaining("data [8, 7)");
    assertThatThrownBy(() -> new Cuts(0, 7, 0)).hasMessageContaining("segments of 0 bytes");
  }
}
