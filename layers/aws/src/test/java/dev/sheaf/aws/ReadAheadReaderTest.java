package dev.sheaf.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sheaf.core.store.TransientException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class ReadAheadReaderTest {
  private static final int CHUNK = 100;

  private final byte[] content = bytes(1_050);
  private final List<String> requests = new ArrayList<>();
  private final List<Runnable> queued = new ArrayList<>();

  @Test
  void aFirstReadGoesStraightThrough() {
    ReadAheadReader reader = reader(queued::add);

    assertRead(reader, 500, 10);
    assertThat(requests).containsExactly("500+10");
    assertThat(queued).isEmpty();
  }

  @Test
  void readsThatDoNotFollowGoStraightThrough() {
    ReadAheadReader reader = reader(queued::add);

    assertRead(reader, 0, 10);
    assertRead(reader, 900, 10);
    assertRead(reader, 0, 10);
    assertThat(requests).containsExactly("0+10", "900+10", "0+10");
    assertThat(queued).isEmpty();
  }

  @Test
  void aSecondReadInSequenceFetchesAChunkAndTheNextInTheBackground() {
    ReadAheadReader reader = reader(queued::add);

    assertRead(reader, 0, 10);
    assertRead(reader, 10, 10);
    assertThat(requests).containsExactly("0+10", "10+100");
    assertThat(queued).hasSize(1);

    assertRead(reader, 20, 90);
    assertThat(requests).as("served from the chunk").hasSize(2);
    queued.get(0).run();
    assertThat(requests).endsWith("110+100");

    assertRead(reader, 110, 5);
    assertThat(queued).as("the next but one").hasSize(2);
    assertThat(requests).hasSize(3);
  }

  @Test
  void aJumpInBetweenDoesNotLoseTheChunks() {
    ReadAheadReader reader = reader(Runnable::run);

    assertRead(reader, 0, 10);
    assertRead(reader, 10, 10);
    requests.clear();
    assertRead(reader, 1_000, 3);
    assertRead(reader, 20, 10);

    assertThat(requests).containsExactly("1000+3");
  }

  @Test
  void aLargeReadGoesStraightThrough() {
    ReadAheadReader reader = reader(Runnable::run);

    assertRead(reader, 0, 10);
    assertRead(reader, 10, CHUNK);
    assertThat(requests).containsExactly("0+10", "10+100");
  }

  @Test
  void theEndOfTheObjectEndsTheReadAhead() {
    ReadAheadReader reader = reader(Runnable::run);

    assertRead(reader, 930, 10);
    assertRead(reader, 940, 10);
    assertRead(reader, 950, 100);
    assertThat(requests).containsExactly("930+10", "940+100", "1040+10");
  }

  @Test
  void nothingBehindTheExpectedEndIsFetchedAhead() {
    ReadAheadReader reader =
        new ReadAheadReader(content.length, 230, this::fetch, Runnable::run, CHUNK);

    assertRead(reader, 0, 10);
    assertRead(reader, 10, 50);
    assertRead(reader, 60, 160);
    assertThat(requests).containsExactly("0+10", "10+100", "110+100", "210+20");

    assertRead(reader, 220, 30);
    assertRead(reader, 250, 30);
    assertThat(requests).as("as asked for").endsWith("210+20", "230+20", "250+30");
  }

  @Test
  void whatFailedInTheBackgroundIsAskedForAgain() {
    int[] failures = {1};
    ReadAheadReader reader =
        new ReadAheadReader(
            content.length,
            content.length,
            (position, target, at, length) -> {
              if (position == 110 && failures[0]-- > 0) {
                throw new TransientException("connection reset");
              }
              fetch(position, target, at, length);
            },
            Runnable::run,
            CHUNK);

    assertRead(reader, 0, 10);
    assertRead(reader, 10, 10);
    assertRead(reader, 20, 200);
  }

  @Test
  void whatKeepsFailingFailsTheRead() {
    ReadAheadReader reader =
        new ReadAheadReader(
            content.length,
            content.length,
            (position, target, at, length) -> {
              if (position >= 110) {
                throw new TransientException("connection reset");
              }
              fetch(position, target, at, length);
            },
            Runnable::run,
            CHUNK);

    assertRead(reader, 0, 10);
    assertRead(reader, 10, 10);
    assertThatThrownBy(() -> read(reader, 20, 95)).isInstanceOf(TransientException.class);
    assertRead(reader, 0, 50);
  }

  @Test
  void anExecutorThatIsFullCostsOnlyTheHeadStart() {
    ReadAheadReader reader =
        reader(
            task -> {
              throw new RejectedExecutionException("full");
            });

    for (int position = 0; position < content.length; position += 10) {
      assertRead(reader, position, 10);
    }
  }

  @Test
  void nothingIsFetchedOnceClosed() {
    ReadAheadReader reader = reader(queued::add);
    assertRead(reader, 0, 10);
    assertRead(reader, 10, 10);
    requests.clear();

    reader.close();
    queued.forEach(Runnable::run);
    assertThat(requests).isEmpty();
  }

  @Test
  void anyOrderOfReadsGivesTheBytes() {
    ExecutorService background = Executors.newSingleThreadExecutor();
    try {
      for (int seed = 0; seed < 200; seed++) {
        Random random = new Random(seed);
        ReadAheadReader reader =
            new ReadAheadReader(
                content.length,
                random.nextInt(content.length + 1),
                this::copy,
                background,
                1 + random.nextInt(150));
        int position = 0;
        for (int i = 0; i < 100; i++) {
          if (random.nextInt(5) == 0 || position == content.length) {
            position = random.nextInt(content.length);
          }
          int length = random.nextInt(Math.min(160, content.length - position) + 1);
          assertThat(read(reader, position, length))
              .as("seed %d", seed)
              .isEqualTo(Arrays.copyOfRange(content, position, position + length));
          position += length;
        }
      }
    } finally {
      background.shutdownNow();
    }
  }

  private ReadAheadReader reader(Executor background) {
    return new ReadAheadReader(content.length, content.length, this::fetch, background, CHUNK);
  }

  private void fetch(long position, byte[] target, int at, int length) {
    requests.add(position + "+" + length);
    copy(position, target, at, length);
  }

  private void copy(long position, byte[] target, int at, int length) {
    System.arraycopy(content, (int) position, target, at, length);
  }

  private void assertRead(ReadAheadReader reader, int position, int length) {
    assertThat(read(reader, position, length))
        .isEqualTo(Arrays.copyOfRange(content, position, position + length));
  }

  private static byte[] read(ReadAheadReader reader, int position, int length) {
    byte[] target = new byte[length];
    reader.read(position, target, 0, length);
    return target;
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(3).nextBytes(bytes);
    return bytes;
  }
}
