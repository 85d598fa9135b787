package dev.sheaf.local.load;

import dev.sheaf.core.store.Landing;
import dev.sheaf.core.store.ObjectVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Sends files to the landing bucket, unless the same content is there already: same size, and an
 * ETag that is the MD5 of the file, as S3 makes it for an object sent in one piece.
 */
final class Uploader {
  private static final int PARALLEL = 4;

  /** S3 takes no more in one piece. */
  private static final long MOST_BYTES = 5L << 30;

  /** File systems take their times from a clock that ticks only every few milliseconds. */
  private static final Duration CLOCK_GRAIN = Duration.ofMillis(20);

  private final S3Client s3;
  private final Landing landing;
  private final InstantSource clock;

  Uploader(S3Client s3, Landing landing, InstantSource clock) {
    this.s3 = s3;
    this.landing = landing;
    this.clock = clock;
  }

  /**
   * Delivers all files.
   *
   * <p>Where the dataset has no definition yet, the first file is sent before all others: a
   * definition is inferred from the oldest object, and that must not be left to chance.
   *
   * @param sent is told the size of each file that was looked at, by many threads
   * @throws InputException if a file cannot be read, or changes meanwhile
   */
  List<Delivered> deliver(List<InputFile> files, FirstFile firstFile, Consumer<Delivered> sent) {
    Map<String, ObjectVersion> present = new HashMap<>();
    files.stream()
        .map(file -> file.place().dataset())
        .distinct()
        .flatMap(dataset -> landing.list(dataset + "/").stream())
        .forEach(object -> present.put(object.key(), object));
    List<Delivered> delivered = new ArrayList<>();
    int alone = firstFile == FirstFile.ALONE ? 1 : 0;
    for (InputFile file : files.subList(0, alone)) {
      delivered.add(deliver(file, present.get(file.key()), sent));
    }
    ExecutorService threads = Executors.newFixedThreadPool(PARALLEL);
    try {
      List<Future<Delivered>> rest =
          files.subList(alone, files.size()).stream()
              .map(file -> threads.submit(() -> deliver(file, present.get(file.key()), sent)))
              .toList();
      for (Future<Delivered> one : rest) {
        delivered.add(one.get());
      }
      return delivered;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InputException("interrupted while uploading", e);
    } finally {
      threads.shutdownNow();
    }
  }

  /** Whether the first file goes ahead of the others. */
  enum FirstFile {
    ALONE,
    TOGETHER
  }

  private Delivered deliver(
      InputFile input, @Nullable ObjectVersion present, Consumer<Delivered> sent) {
    Delivered delivered;
    try {
      delivered = deliver(input, present);
    } catch (IOException e) {
      throw new InputException("cannot read %s: %s".formatted(input.file(), e), e);
    }
    sent.accept(delivered);
    return delivered;
  }

  private Delivered deliver(InputFile input, @Nullable ObjectVersion present) throws IOException {
    long size = Files.size(input.file());
    if (size > MOST_BYTES) {
      throw new InputException(
          "%s has %d bytes; more than 5 GiB go up in parts: start sheaf up, and use any S3 client"
              .formatted(input.file(), size));
    }
    String md5 = Md5.hex(input.file());
    if (present != null && present.sizeBytes() == size && present.etag().equals(md5)) {
      return new Delivered(input, present, Delivered.Delivery.PRESENT);
    }
    if (present != null) {
      awaitNextSecond(present.lastModified());
    }
    String etag = put(input.file(), input.key());
    if (!etag.equals(md5)) {
      throw new InputException(
          "%s changed while it was uploaded; run this again".formatted(input.file()));
    }
    ObjectVersion object =
        landing
            .find(input.key())
            .orElseThrow(() -> new InputException(input.key() + " is gone after its upload"));
    return new Delivered(input, object, Delivered.Delivery.UPLOADED);
  }

  private String put(Path file, String key) {
    try {
      return s3.putObject(put -> put.bucket(landing.bucket()).key(key), RequestBody.fromFile(file))
          .eTag()
          .replace("\"", "");
    } catch (SdkException e) {
      throw new InputException(
          "cannot upload %s as %s: %s".formatted(file, landing.uri(key), e.getMessage()), e);
    }
  }

  /** S3 tells times in seconds; a replacement within one could not be seen to be the newer. */
  private void awaitNextSecond(Instant replaced) {
    Instant next = replaced.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1).plus(CLOCK_GRAIN);
    Duration wait = Duration.between(clock.instant(), next);
    // A time far ahead is a clock that was set; waiting for it would help nobody.
    if (!wait.isNegative() && wait.compareTo(Duration.ofSeconds(1).plus(CLOCK_GRAIN)) <= 0) {
      try {
        Thread.sleep(wait.toMillis() + 1);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InputException("interrupted while uploading", e);
      }
    }
  }
}
