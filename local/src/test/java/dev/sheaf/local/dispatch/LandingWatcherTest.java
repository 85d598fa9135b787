package dev.sheaf.local.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.local.provision.TestEndpoints;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

@Timeout(60)
class LandingWatcherTest {
  private static final byte[] PART = new byte[5 << 20];

  private final S3Client s3 = TestEndpoints.shared().s3Client();
  private final String bucket = TestEndpoints.freshStackName() + "-landing";
  private final BlockingQueue<List<ObjectVersion>> announced = new LinkedBlockingQueue<>();
  private final RecordingListener listener = new RecordingListener();
  private final List<LandingWatcher> watchers = new ArrayList<>();

  @BeforeEach
  void createBucket() {
    s3.createBucket(request -> request.bucket(bucket));
  }

  @AfterEach
  void close() {
    watchers.forEach(LandingWatcher::close);
    s3.close();
  }

  @Test
  void announcesWhatIsThereAndWhatArrives() throws Exception {
    put("a");
    watch(Set.of());
    assertThat(next()).extracting(ObjectVersion::key).containsExactly("a");
    put("dir/b c");
    assertThat(next())
        .singleElement()
        .satisfies(
            object -> {
              HeadObjectResponse head =
                  s3.headObject(request -> request.bucket(bucket).key("dir/b c"));
              assertThat(object.key()).isEqualTo("dir/b c");
              assertThat(object.sizeBytes()).isEqualTo(7);
              assertThat("\"" + object.etag() + "\"").isEqualTo(head.eTag());
              assertThat(object.lastModified().getEpochSecond())
                  .isEqualTo(head.lastModified().getEpochSecond());
            });
  }

  @Test
  void announcesAnOverwrittenObjectAgainAndARemovedOneNot() throws Exception {
    LandingWatcher watcher = watch(Set.of());
    put("a");
    String first = next().get(0).etag();
    s3.putObject(request -> request.bucket(bucket).key("a"), RequestBody.fromString("other"));
    assertThat(next()).singleElement().matches(object -> !object.etag().equals(first));
    s3.deleteObject(request -> request.bucket(bucket).key("a"));
    assertThat(watcher.lookNow()).isZero();
    assertThat(announced).isEmpty();
    put("a");
    assertThat(next()).singleElement().matches(object -> object.etag().equals(first));
  }

  @Test
  void doesNotRepeatWhatIsKnown() throws Exception {
    put("a");
    put("b");
    watch(Set.of());
    List<ObjectVersion> known = new ArrayList<>();
    while (known.size() < 2) {
      known.addAll(next());
    }
    watchers.get(0).close();

    put("c");
    watch(known);
    assertThat(next()).extracting(ObjectVersion::key).containsExactly("c");
  }

  @Test
  void announcesTogetherWhatArrivedTogether() throws Exception {
    List<String> keys = IntStream.range(0, 30).mapToObj(i -> "k" + i).toList();
    keys.forEach(this::put);
    watch(Set.of());
    List<ObjectVersion> batch = next();
    assertThat(batch).extracting(ObjectVersion::key).containsExactlyInAnyOrderElementsOf(keys);
    assertThat(batch).extracting(ObjectVersion::lastModified).isSorted();
    assertThat(announced).isEmpty();
  }

  @Test
  void announcesAMultipartUploadOnceItIsComplete() throws Exception {
    LandingWatcher watcher = watch(Set.of());
    uploadBig(
        () -> {
          assertThat(watcher.lookNow()).isZero();
          assertThat(announced).isEmpty();
        });
    List<ObjectVersion> objects = next();
    assertThat(objects)
        .singleElement()
        .matches(object -> object.key().equals("big") && object.sizeBytes() == 2L * PART.length);
    assertThat(objects.get(0).etag()).endsWith("-2");
  }

  @Test
  void announcesAgainWhatWasNotTaken() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    put("a");
    watch(
        Set.of(),
        objects -> {
          if (attempts.incrementAndGet() == 1) {
            throw new IllegalStateException("on purpose");
          }
          announced.add(objects);
        });
    assertThat(next()).extracting(ObjectVersion::key).containsExactly("a");
    assertThat(listener.troubles).singleElement().asString().contains("on purpose");
  }

  @Test
  void isWokenByPutsCopiesAndCompletedUploads() throws Exception {
    LandingWatcher watcher =
        LandingWatcher.start(
            s3,
            bucket,
            Set.of(),
            announced::add,
            listener,
            WatchSettings.woken().withInterval(Duration.ofHours(1)));
    watchers.add(watcher);
    TestEndpoints.s3()
        .onWrite(
            written -> {
              if (written.equals(bucket)) {
                watcher.wakeUp();
              }
            });
    put("a");
    assertThat(next()).extracting(ObjectVersion::key).containsExactly("a");
    s3.copyObject(
        request ->
            request
                .sourceBucket(bucket)
                .sourceKey("a")
                .destinationBucket(bucket)
                .destinationKey("b"));
    assertThat(next()).extracting(ObjectVersion::key).containsExactly("b");
    uploadBig(() -> {});
    assertThat(next()).extracting(ObjectVersion::key).containsExactly("big");
  }

  @Test
  void endsItsThread() {
    List<Thread> threads = new CopyOnWriteArrayList<>();
    WatchSettings defaults = WatchSettings.defaults();
    LandingWatcher watcher =
        LandingWatcher.start(
            s3,
            bucket,
            Set.of(),
            announced::add,
            listener,
            new WatchSettings(
                Duration.ofHours(1),
                defaults.settle(),
                defaults.longestSettle(),
                work -> {
                  Thread thread = new Thread(work, "watch-under-test");
                  threads.add(thread);
                  return thread;
                }));
    watcher.close();
    assertThat(threads).singleElement().matches(thread -> !thread.isAlive());
  }

  private LandingWatcher watch(Iterable<ObjectVersion> known) {
    return watch(known, announced::add);
  }

  private LandingWatcher watch(
      Iterable<ObjectVersion> known, Consumer<List<ObjectVersion>> arrivals) {
    List<ObjectVersion> objects = new ArrayList<>();
    known.forEach(objects::add);
    LandingWatcher watcher =
        LandingWatcher.start(
            s3,
            bucket,
            objects,
            arrivals,
            listener,
            WatchSettings.defaults().withInterval(Duration.ofMillis(20)));
    watchers.add(watcher);
    return watcher;
  }

  private List<ObjectVersion> next() throws InterruptedException {
    List<ObjectVersion> objects = announced.poll(20, TimeUnit.SECONDS);
    assertThat(objects).as("an announcement").isNotNull();
    return objects;
  }

  private void put(String key) {
    s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromString("content"));
  }

  private void uploadBig(Runnable betweenParts) {
    String upload = s3.createMultipartUpload(r -> r.bucket(bucket).key("big")).uploadId();
    CompletedPart first = part(upload, 1);
    betweenParts.run();
    CompletedPart second = part(upload, 2);
    betweenParts.run();
    s3.completeMultipartUpload(
        request ->
            request
                .bucket(bucket)
                .key("big")
                .uploadId(upload)
                .multipartUpload(parts -> parts.parts(first, second)));
  }

  private CompletedPart part(String upload, int number) {
    String etag =
        s3.uploadPart(
                request -> request.bucket(bucket).key("big").uploadId(upload).partNumber(number),
                RequestBody.fromBytes(PART))
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(etag).build();
  }
}
