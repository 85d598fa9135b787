package dev.sheaf.aws;

import dev.sheaf.core.store.ObjectReader;
import dev.sheaf.core.store.ObjectStore;
import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.core.store.Payload;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Objects in S3, or in anything that speaks its protocol. */
public final class S3ObjectStore implements ObjectStore {
  private static final int PRECONDITION_FAILED = 412;

  /** What S3 calls the version of an object written before versions were kept. */
  private static final String NULL_VERSION = "null";

  private final S3Client s3;
  private final Executor readAhead;

  /**
   * @param readAhead runs one download at a time for each open reader that reads in sequence
   */
  public S3ObjectStore(S3Client s3, Executor readAhead) {
    this.s3 = s3;
    this.readAhead = readAhead;
  }

  @Override
  public Optional<ObjectVersion> head(String bucket, String key) {
    return Failures.translated(
        "HEAD " + uri(bucket, key),
        () -> {
          try {
            return Optional.of(
                version(bucket, key, s3.headObject(head -> head.bucket(bucket).key(key))));
          } catch (NoSuchKeyException e) {
            return Optional.empty();
          }
        });
  }

  @Override
  public List<ObjectVersion> list(String bucket, String prefix) {
    return Failures.translated(
        "LIST " + uri(bucket, prefix),
        () ->
            s3
                .listObjectsV2Paginator(
                    list -> list.bucket(bucket).prefix(prefix).encodingType(EncodingType.URL))
                .contents()
                .stream()
                .map(object -> version(bucket, object))
                .toList());
  }

  @Override
  public List<String> versions(String bucket, String key) {
    return Failures.translated(
        "versions of " + uri(bucket, key),
        () ->
            s3
                .listObjectVersionsPaginator(list -> list.bucket(bucket).prefix(key))
                .versions()
                .stream()
                .filter(version -> version.key().equals(key))
                .map(software.amazon.awssdk.services.s3.model.ObjectVersion::versionId)
                .toList());
  }

  @Override
  public ObjectReader open(ObjectVersion object, long end) {
    return new ReadAheadReader(object.sizeBytes(), end, new S3Ranges(s3, object), readAhead);
  }

  @Override
  public Optional<byte[]> read(String bucket, String key) {
    return Failures.translated(
        "GET " + uri(bucket, key),
        () -> {
          try {
            return Optional.of(s3.getObjectAsBytes(get -> get.bucket(bucket).key(key)))
                .map(ResponseBytes::asByteArrayUnsafe);
          } catch (NoSuchKeyException e) {
            return Optional.empty();
          }
        });
  }

  @Override
  public Put putIfAbsent(String bucket, String key, Payload payload, String contentType) {
    return Failures.translated(
        "PUT " + uri(bucket, key),
        () -> {
          try {
            s3.putObject(
                put ->
                    put.bucket(bucket)
                        .key(key)
                        .contentType(contentType)
                        .checksumCRC32(Crc32.of(payload))
                        .ifNoneMatch("*"),
                body(payload));
            return Put.CREATED;
          } catch (S3Exception e) {
            if (e.statusCode() == PRECONDITION_FAILED) {
              return Put.EXISTED;
            }
            throw e;
          }
        });
  }

  @Override
  public void delete(String bucket, String key) {
    Failures.translated(
        "DELETE " + uri(bucket, key),
        () -> s3.deleteObject(delete -> delete.bucket(bucket).key(key)));
  }

  private static RequestBody body(Payload payload) {
    return payload.match(
        bytes ->
            RequestBody.fromContentProvider(
                () -> new java.io.ByteArrayInputStream(bytes.content()),
                bytes.content().length,
                "application/octet-stream"),
        file -> RequestBody.fromFile(file.path()));
  }

  private static ObjectVersion version(String bucket, String key, HeadObjectResponse head) {
    return new ObjectVersion(
        bucket,
        key,
        NULL_VERSION.equals(head.versionId()) ? null : head.versionId(),
        unquoted(head.eTag()),
        wholeSeconds(head.lastModified()),
        head.contentLength());
  }

  private static ObjectVersion version(String bucket, S3Object object) {
    return new ObjectVersion(
        bucket,
        object.key(),
        null,
        unquoted(object.eTag()),
        wholeSeconds(object.lastModified()),
        object.size());
  }

  /** HEAD gives whole seconds and a listing may give more; an identity must not depend on that. */
  private static Instant wholeSeconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }

  private static String unquoted(@Nullable String etag) {
    return etag == null ? "" : etag.replace("\"", "");
  }

  private static String uri(String bucket, String key) {
    return "s3://" + bucket + "/" + key;
  }
}
