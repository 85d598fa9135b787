package dev.sheaf.aws;

import dev.sheaf.core.store.ObjectLostException;
import dev.sheaf.core.store.ObjectLostException.Fate;
import dev.sheaf.core.store.ObjectVersion;
import java.io.IOException;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Ranges of one exact state of an object: every request names its version and its ETag. */
final class S3Ranges implements ReadAheadReader.Ranges {
  private static final int NOT_FOUND = 404;
  private static final int PRECONDITION_FAILED = 412;
  private static final int RANGE_NOT_SATISFIABLE = 416;
  private static final String NO_SUCH_BUCKET = "NoSuchBucket";

  private final S3Client s3;
  private final ObjectVersion object;

  S3Ranges(S3Client s3, ObjectVersion object) {
    this.s3 = s3;
    this.object = object;
  }

  @Override
  public void read(long position, byte[] target, int at, int length) {
    try {
      s3.getObject(request(position, length), into(target, at, length));
    } catch (S3Exception e) {
      throw failure(e);
    } catch (SdkException e) {
      throw Failures.translate("GET " + object.uri(), e);
    }
  }

  private GetObjectRequest request(long position, int length) {
    return GetObjectRequest.builder()
        .bucket(object.bucket())
        .key(object.key())
        .versionId(object.versionId())
        .ifMatch('"' + object.etag() + '"')
        .range("bytes=%d-%d".formatted(position, position + length - 1))
        .build();
  }

  /** Reads the body to its end; what breaks off is asked for again. */
  private ResponseTransformer<GetObjectResponse, GetObjectResponse> into(
      byte[] target, int at, int length) {
    return (response, body) -> {
      if (response.contentLength() != length) {
        throw new IllegalStateException(
            "%d bytes of %s were asked for, the store sends %d"
                .formatted(length, object.uri(), response.contentLength()));
      }
      try {
        int read = body.readNBytes(target, at, length);
        if (read < length) {
          throw RetryableException.create("the body broke off after %d bytes".formatted(read));
        }
      } catch (IOException e) {
        throw RetryableException.create("the body broke off", e);
      }
      return response;
    };
  }

  private RuntimeException failure(S3Exception failure) {
    return switch (failure.statusCode()) {
      case NOT_FOUND ->
          Failures.code(failure).equals(NO_SUCH_BUCKET)
              ? Failures.translate("GET " + object.uri(), failure)
              : new ObjectLostException(object, Fate.GONE);
      // The range was checked against the size of the state that is asked for.
      case PRECONDITION_FAILED, RANGE_NOT_SATISFIABLE ->
          new ObjectLostException(object, Fate.CHANGED);
      default -> Failures.translate("GET " + object.uri(), failure);
    };
  }
}
