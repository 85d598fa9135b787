package dev.sheaf.core.simulation;

import java.util.Random;

/** What a world is like, so that rare meetings are not left to chance alone. */
enum Shape {
  USUAL,
  /** Segments of a few bytes: most guesses are wrong, most records span several. */
  TINY_SEGMENTS,
  /** More segments than a group takes. */
  MANY_GROUPS,
  /** Many runs of one dataset end at the same time, before integrators that overlap. */
  CROWD;

  static Shape of(Random random) {
    int what = random.nextInt(500);
    return what == 0 ? MANY_GROUPS : what < 60 ? TINY_SEGMENTS : what < 150 ? CROWD : USUAL;
  }

  long segmentBytes(Random random) {
    return switch (this) {
      case USUAL -> 7 + random.nextInt(34);
      case TINY_SEGMENTS -> 1 + random.nextInt(6);
      case MANY_GROUPS -> 1;
      case CROWD -> 4096;
    };
  }

  int maxRows() {
    return switch (this) {
      case USUAL -> 5;
      case TINY_SEGMENTS, CROWD -> 2;
      case MANY_GROUPS -> 60;
    };
  }

  int datasets(Random random) {
    return this == CROWD || random.nextInt(3) > 0 ? 1 : 2;
  }

  /** What the clients do, all together. */
  int deliveries(Random random) {
    return this == CROWD ? 4 + random.nextInt(6) : 1 + random.nextInt(6);
  }

  /** One integrator per dataset at a time saves work; nothing may depend on it. */
  MessageQueue.Order hints(Random random) {
    return this == CROWD || random.nextInt(4) == 0
        ? MessageQueue.Order.ANY
        : MessageQueue.Order.FIFO;
  }

  /** How many steps are under way at a time, at most. */
  int maxUnderWay(Random random) {
    return this == CROWD ? 4 : 1 + random.nextInt(4);
  }

  /** How often a call lets another step go on before it. */
  int pausePercent(Random random) {
    return this == CROWD ? 60 : random.nextInt(4) * 20;
  }
}
