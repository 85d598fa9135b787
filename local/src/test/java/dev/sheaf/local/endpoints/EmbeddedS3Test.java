package dev.sheaf.local.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddedS3Test {
  private static final String BUCKET = "landing";
  private static final int RACERS = 16;
  private static final int PART_BYTES = 5 * 1024 * 1024;

  private final AtomicInteger buckets = new AtomicInteger();
  private EmbeddedS3 s3;
  private S3Client client;

  enum Http {
    URL_CONNECTION,
    APACHE5;

    SdkHttpClient client() {
      return switch (this) {
        case URL_CONNECTION -> UrlConnectionHttpClient.create();
        case APACHE5 -> Apache5HttpClient.builder().maxConnections(64).build();
      };
    }
  }

  @BeforeAll
  void start(@TempDir Path folder) {
    s3 = EmbeddedS3.start(folder);
    client = Clients.s3(s3.endpoint());
    client.createBucket(r -> r.bucket(BUCKET));
  }

  @AfterAll
  void stop() {
    client.close();
    s3.close();
  }

  @ParameterizedTest
  @EnumSource(Http.class)
  void ofManyConditionalPutsExactlyOneWins(Http http) throws Exception {
    try (S3Client racing = Clients.s3(s3.endpoint(), Clients.ANY, http.client())) {
      for (int round = 0; round < 5; round++) {
        String key = "race/%s/%d".formatted(http, round);
        AtomicInteger racer = new AtomicInteger();
        List<Integer> statuses =
            Clients.race(
                RACERS, () -> putIfAbsent(racing, key, "racer " + racer.incrementAndGet()));
        assertThat(statuses).hasSize(RACERS).containsOnlyOnce(200).containsOnly(200, 412);
      }
    }
  }

  @Test
  void aConditionalPutNeverReplaces() {
    put("once", "first");
    assertThat(putIfAbsent(client, "once", "second")).isEqualTo(412);
    assertThat(text("once")).isEqualTo("first");
  }

  @Test
  void aRangeGivesItsBytesAndTheWholeLength() {
    put("range", "0123456789");
    var response = client.getObjectAsBytes(r -> r.bucket(BUCKET).key("range").range("bytes=3-6"));
    assertThat(response.asUtf8String()).isEqualTo("3456");
    assertThat(response.response().contentRange()).isEqualTo("bytes 3-6/10");
    assertThat(
            client
                .getObjectAsBytes(r -> r.bucket(BUCKET).key("range").range("bytes=8-99"))
                .asUtf8String())
        .isEqualTo("89");
    assertStatus(
        416, () -> client.getObjectAsBytes(r -> r.bucket(BUCKET).key("range").range("bytes=10-")));
  }

  @Test
  void aGetOfAnotherVersionIsRefused() {
    put("match", "one");
    String first = head("match").eTag();
    assertThat(
            client
                .getObjectAsBytes(r -> r.bucket(BUCKET).key("match").ifMatch(first))
                .asUtf8String())
        .isEqualTo("one");
    put("match", "two");
    assertStatus(
        412, () -> client.getObjectAsBytes(r -> r.bucket(BUCKET).key("match").ifMatch(first)));
  }

  @Test
  void aSinglePutHasTheMd5AsEtagAndNoVersion() {
    put("etag", "hello");
    HeadObjectResponse head = head("etag");
    assertThat(head.eTag()).isEqualTo("\"5d41402abc4b2a76b9719d911017c592\"");
    assertThat(head.versionId()).isNull();
    assertThat(head.contentLength()).isEqualTo(5);
  }

  @Test
  void headAndListAgree() {
    put("agree/a", "hello");
    HeadObjectResponse head = head("agree/a");
    S3Object listed =
        client.listObjectsV2(r -> r.bucket(BUCKET).prefix("agree/")).contents().get(0);
    assertThat(listed.key()).isEqualTo("agree/a");
    assertThat(listed.eTag()).isEqualTo(head.eTag());
    assertThat(listed.size()).isEqualTo(head.contentLength());
    // AWS too keeps whole seconds, so a time is the same wherever it is read.
    assertThat(listed.lastModified()).isEqualTo(head.lastModified());
    assertThat(head.lastModified())
        .isBetween(Instant.now().minus(Duration.ofMinutes(1)), Instant.now());
  }

  @Test
  void aListIsSortedPagedAndFoldsByDelimiter() {
    for (String key : List.of("list/b", "list/a", "list/c/d", "list/c/e", "other")) {
      put(key, key);
    }
    assertThat(
            client
                .listObjectsV2Paginator(r -> r.bucket(BUCKET).prefix("list/").maxKeys(2))
                .contents()
                .stream()
                .map(S3Object::key))
        .containsExactly("list/a", "list/b", "list/c/d", "list/c/e");
    var folded = client.listObjectsV2(r -> r.bucket(BUCKET).prefix("list/").delimiter("/"));
    assertThat(folded.contents()).extracting(S3Object::key).containsExactly("list/a", "list/b");
    assertThat(folded.commonPrefixes()).extracting("prefix").containsExactly("list/c/");
    assertThat(
            client
                .listObjectsV2(r -> r.bucket(BUCKET).prefix("list/").startAfter("list/b"))
                .contents())
        .extracting(S3Object::key)
        .containsExactly("list/c/d", "list/c/e");
  }

  @Test
  void aMultipartUploadIsOneObject() {
    byte[] first = new byte[PART_BYTES];
    Arrays.fill(first, (byte) 'a');
    byte[] second = "tail".getBytes(StandardCharsets.UTF_8);
    String upload =
        client
            .createMultipartUpload(r -> r.bucket(BUCKET).key("multi").metadata(Map.of("k", "v")))
            .uploadId();
    List<CompletedPart> parts =
        List.of(part("multi", upload, 1, first), part("multi", upload, 2, second));
    assertStatus(404, () -> head("multi"));
    client.completeMultipartUpload(
        r -> r.bucket(BUCKET).key("multi").uploadId(upload).multipartUpload(m -> m.parts(parts)));

    HeadObjectResponse head = head("multi");
    assertThat(head.contentLength()).isEqualTo(PART_BYTES + 4L);
    assertThat(head.eTag()).matches("\"[0-9a-f]{32}-2\"");
    assertThat(head.metadata()).containsEntry("k", "v");
    assertThat(
            client
                .getObjectAsBytes(
                    r -> r.bucket(BUCKET).key("multi").range("bytes=" + (PART_BYTES - 1) + "-"))
                .asUtf8String())
        .isEqualTo("atail");
    assertThat(client.listObjectsV2(r -> r.bucket(BUCKET).prefix("multi")).contents()).hasSize(1);
  }

  @Test
  void anAbortedUploadLeavesNothing() {
    String bucket = "aborted-" + buckets.incrementAndGet();
    client.createBucket(r -> r.bucket(bucket));
    String upload = client.createMultipartUpload(r -> r.bucket(bucket).key("gone")).uploadId();
    client.uploadPart(
        r -> r.bucket(bucket).key("gone").uploadId(upload).partNumber(1),
        RequestBody.fromString("x"));
    client.abortMultipartUpload(r -> r.bucket(bucket).key("gone").uploadId(upload));
    assertThat(client.listObjectsV2(r -> r.bucket(bucket)).contents()).isEmpty();
    client.deleteBucket(r -> r.bucket(bucket));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "keys/with space.csv",
        "keys/plus+plus.csv",
        "keys/percent%20.csv",
        "keys/주문 내역.csv",
        "keys/ümlaut-é.csv",
        "keys/semi;colon&amp=eq,comma'quote\"double.csv",
        "keys/emoji-😀.csv",
        "keys/a=1/b=2/part-0.parquet"
      })
  void aKeyComesBackAsItWent(String key) {
    put(key, key);
    assertThat(text(key)).isEqualTo(key);
    assertThat(client.listObjectsV2(r -> r.bucket(BUCKET).prefix("keys/")).contents())
        .extracting(S3Object::key)
        .contains(key);
    client.deleteObject(r -> r.bucket(BUCKET).key(key));
    assertStatus(404, () -> head(key));
  }

  @Test
  void whatIsMissingIsTold() {
    assertThatExceptionOfType(NoSuchKeyException.class)
        .isThrownBy(() -> text("no-such-key"))
        .satisfies(e -> assertThat(e.statusCode()).isEqualTo(404));
    assertThatExceptionOfType(NoSuchKeyException.class).isThrownBy(() -> head("no-such-key"));
    assertThatExceptionOfType(NoSuchBucketException.class)
        .isThrownBy(() -> client.listObjectsV2(r -> r.bucket("no-such-bucket")));
  }

  @Test
  void deletingIsIdempotentAndTakesMany() {
    put("delete/a", "a");
    put("delete/b", "b");
    client.deleteObjects(
        r ->
            r.bucket(BUCKET).delete(d -> d.objects(List.of(named("delete/a"), named("delete/b")))));
    assertThat(client.listObjectsV2(r -> r.bucket(BUCKET).prefix("delete/")).contents()).isEmpty();
    client.deleteObject(r -> r.bucket(BUCKET).key("delete/a"));
  }

  @Test
  void objectsOutliveARestart(@TempDir Path folder) {
    HeadObjectResponse before;
    Instant listedBefore;
    try (EmbeddedS3 first = EmbeddedS3.start(folder);
        S3Client c = Clients.s3(first.endpoint())) {
      c.createBucket(r -> r.bucket("kept"));
      c.putObject(
          r -> r.bucket("kept").key("k").metadata(Map.of("run", "r-1")).contentType("text/csv"),
          RequestBody.fromString("content"));
      before = c.headObject(r -> r.bucket("kept").key("k"));
      listedBefore = c.listObjectsV2(r -> r.bucket("kept")).contents().get(0).lastModified();
    }
    try (EmbeddedS3 second = EmbeddedS3.start(folder);
        S3Client c = Clients.s3(second.endpoint())) {
      HeadObjectResponse after = c.headObject(r -> r.bucket("kept").key("k"));
      assertThat(after.eTag()).isEqualTo(before.eTag());
      assertThat(after.lastModified()).isEqualTo(before.lastModified());
      assertThat(after.metadata()).isEqualTo(Map.of("run", "r-1"));
      assertThat(after.contentType()).isEqualTo("text/csv");
      S3Object listed = c.listObjectsV2(r -> r.bucket("kept")).contents().get(0);
      assertThat(listed.lastModified()).isEqualTo(listedBefore);
      assertThat(c.getObjectAsBytes(r -> r.bucket("kept").key("k")).asUtf8String())
          .isEqualTo("content");
    }
  }

  @Test
  void withFixedCredentialsOthersAreRefused(@TempDir Path folder) {
    var right = AwsBasicCredentials.create("sheaf", "sheaf-secret");
    var wrong = AwsBasicCredentials.create("sheaf", "guess");
    try (EmbeddedS3 guarded = EmbeddedS3.start(folder, Loopback.FREE_PORT, right);
        S3Client owner = Clients.s3(guarded.endpoint(), right, UrlConnectionHttpClient.create());
        S3Client stranger =
            Clients.s3(guarded.endpoint(), wrong, UrlConnectionHttpClient.create())) {
      owner.createBucket(r -> r.bucket("mine"));
      owner.putObject(r -> r.bucket("mine").key("a b+c"), RequestBody.fromString("x"));
      assertStatus(403, () -> stranger.getObjectAsBytes(r -> r.bucket("mine").key("a b+c")));
    }
  }

  private static ObjectIdentifier named(String key) {
    return ObjectIdentifier.builder().key(key).build();
  }

  private static int putIfAbsent(S3Client c, String key, String content) {
    try {
      return c.putObject(
              r -> r.bucket(BUCKET).key(key).ifNoneMatch("*"), RequestBody.fromString(content))
          .sdkHttpResponse()
          .statusCode();
    } catch (S3Exception e) {
      return e.statusCode();
    }
  }

  private CompletedPart part(String key, String upload, int number, byte[] content) {
    String etag =
        client
            .uploadPart(
                r -> r.bucket(BUCKET).key(key).uploadId(upload).partNumber(number),
                RequestBody.fromBytes(content))
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(etag).build();
  }

  private void put(String key, String content) {
    client.putObject(r -> r.bucket(BUCKET).key(key), RequestBody.fromString(content));
  }

  private String text(String key) {
    return client.getObjectAsBytes(r -> r.bucket(BUCKET).key(key)).asUtf8String();
  }

  private HeadObjectResponse head(String key) {
    return client.headObject(r -> r.bucket(BUCKET).key(key));
  }

  private static void assertStatus(
      int status, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatExceptionOfType(S3Exception.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.statusCode()).isEqualTo(status));
  }
}
