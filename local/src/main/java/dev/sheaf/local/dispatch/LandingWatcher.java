package dev.sheaf.local.dispatch;

import static java.util.Objects.requireNonNull;

import dev.sheaf.core.store.ObjectVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Announces what arrives in a bucket, for endpoints that send no events. It lists the bucket, so it
 * sees the uploads of every S3 client, and of a multipart upload the finished object. An object is
 * new if its key, ETag or time is; objects that arrive together are announced together.
 */
public final class LandingWatcher implements AutoCloseable {
  /** Listing may take this part of the time, at most: 1 in 10. */
  private static final int REST_PER_LISTING = 10;

  private static final long CLOSE_PATIENCE_MILLIS = 2_000;

  /** S3 and SQS bound their events; a run takes more than one. */
  private static final int MOST_PER_ANNOUNCEMENT = 1_000;

  private final S3Client s3;
  private final String bucket;
  private final Consumer<List<ObjectVersion>> arrivals;
  private final InvocationListener listener;
  private final WatchSettings settings;
  private final Thread thread;
  private final Semaphore wakeUps = new Semaphore(0);
  private Map<String, ObjectVersion> known = new HashMap<>();
  private volatile Duration listingTook = Duration.ZERO;
  private volatile boolean closed;

  private LandingWatcher(
      S3Client s3,
      String bucket,
      Collection<ObjectVersion> known,
      Consumer<List<ObjectVersion>> arrivals,
      InvocationListener listener,
      WatchSettings settings) {
    this.s3 = requireNonNull(s3);
    this.bucket = requireNonNull(bucket);
    this.arrivals = requireNonNull(arrivals);
    this.listener = requireNonNull(listener);
    this.settings = requireNonNull(settings);
    known.forEach(object -> this.known.put(object.key(), object));
    this.thread = settings.threads().newThread(this::watch);
  }

  /**
   * Starts to watch. What is in the bucket already is announced too, unless it is known.
   *
   * @param known objects that are not announced again: same key, ETag and time
   * @param arrivals called with up to 1,000 objects, in upload order, by one thread at a time; if it
   *     throws, the objects are announced again
   * @param listener is told when the bucket cannot be listed
   */
  public static LandingWatcher start(
      S3Client s3,
      String bucket,
      Collection<ObjectVersion> known,
      Consumer<List<ObjectVersion>> arrivals,
      InvocationListener listener,
      WatchSettings settings) {
    LandingWatcher watcher = new LandingWatcher(s3, bucket, known, arrivals, listener, settings);
    watcher.thread.start();
    return watcher;
  }

  /** Makes it look soon, for callers that know that something has arrived. */
  public void wakeUp() {
    wakeUps.release();
  }

  /**
   * Looks now, in the caller's thread, and announces what is new without waiting for company.
   *
   * @return how many objects were new
   * @throws SdkException if the bucket cannot be listed
   */
  public synchronized int lookNow() {
    Map<String, ObjectVersion> present = list();
    List<ObjectVersion> fresh = fresh(present);
    announce(present, fresh);
    return fresh.size();
  }

  /** Stops watching; an announcement under way is finished. */
  @Override
  public void close() {
    closed = true;
    wakeUps.release();
    try {
      thread.join(CLOSE_PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void watch() {
    Duration pause = Duration.ZERO;
    while (!closed) {
      try {
        rest(pause);
        if (!closed) {
          look();
        }
        pause = longer(settings.interval(), listingTook.multipliedBy(REST_PER_LISTING));
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        pause = longer(settings.interval(), Duration.ofSeconds(1));
        if (!closed) {
          listener.trouble("cannot watch bucket " + bucket, e);
        }
      }
    }
  }

  private void rest(Duration pause) throws InterruptedException {
    if (wakeUps.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS)) {
      wakeUps.drainPermits();
    }
  }

  /** Waits for company while there is something new, then announces it. */
  private synchronized void look() throws InterruptedException {
    Map<String, ObjectVersion> present = list();
    List<ObjectVersion> fresh = fresh(present);
    long deadline = System.nanoTime() + settings.longestSettle().toNanos();
    while (!fresh.isEmpty() && !closed && System.nanoTime() < deadline) {
      TimeUnit.NANOSECONDS.sleep(settings.settle().toNanos());
      present = list();
      List<ObjectVersion> more = fresh(present);
      boolean settled = more.equals(fresh);
      fresh = more;
      if (settled) {
        break;
      }
    }
    announce(present, fresh);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private Map<String, ObjectVersion> list() {
    long startedNanos = System.nanoTime();
    Map<String, ObjectVersion> present = new HashMap<>();
    s3.listObjectsV2Paginator(request -> request.bucket(bucket))
        .contents()
        .forEach(object -> present.put(object.key(), version(object)));
    listingTook = Duration.ofNanos(System.nanoTime() - startedNanos);
    return present;
  }

  private ObjectVersion version(S3Object object) {
    return new ObjectVersion(
        bucket,
        object.key(),
        null,
        object.eTag().replace("\"", ""),
        object.lastModified(),
        object.size());
  }

  private List<ObjectVersion> fresh(Map<String, ObjectVersion> present) {
    List<ObjectVersion> fresh = new ArrayList<>();
    present.forEach(
        (key, object) -> {
          ObjectVersion before = known.get(key);
          if (before == null
              || !before.etag().equals(object.etag())
              || !before.lastModified().equals(object.lastModified())) {
            fresh.add(object);
          }
        });
    fresh.sort(Comparator.comparing(ObjectVersion::lastModified).thenComparing(ObjectVersion::key));
    return fresh;
  }

  private void announce(Map<String, ObjectVersion> present, List<ObjectVersion> fresh) {
    for (int from = 0; from < fresh.size(); from += MOST_PER_ANNOUNCEMENT) {
      int to = Math.min(from + MOST_PER_ANNOUNCEMENT, fresh.size());
      arrivals.accept(List.copyOf(fresh.subList(from, to)));
    }
    known = present;
  }
}
