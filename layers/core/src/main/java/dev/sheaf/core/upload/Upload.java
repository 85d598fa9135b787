package dev.sheaf.core.upload;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.sheaf.core.json.Digest;
import dev.sheaf.core.store.ObjectVersion;
import java.util.Comparator;

/**
 * One delivered object and the dataset and source its key names.
 *
 * <p>Identity: (bucket, key, versionId), or without versions (bucket, key, ETag, LastModified).
 */
public record Upload(ObjectVersion object, String dataset, String source)
    implements Comparable<Upload> {

  private static final Comparator<Upload> ORDER =
      Comparator.comparing((Upload upload) -> upload.object().lastModified())
          .thenComparing(upload -> upload.object().key())
          .thenComparing(Upload::id);

  public Upload {
    requireNonNull(object);
    LandingKey.requireName("dataset", dataset);
    LandingKey.requireName("source", source);
  }

  /** The identity as 32 hexadecimal digits: a hash, the same wherever it is computed. */
  @JsonIgnore
  public String id() {
    String state =
        object.versionId() != null
            ? "v:" + object.versionId()
            : "e:" + object.etag() + ":" + object.lastModified();
    return Digest.of(object.bucket(), object.key(), state).hex(32);
  }

  /** The first 64 bits of {@link #id()}, as kept in the {@code _upload} column of a part. */
  @JsonIgnore
  public long hash() {
    return Long.parseUnsignedLong(id().substring(0, 16), 16);
  }

  /** Upload order: settles "newest" and every tie, from what S3 says and nothing else. */
  @Override
  public int compareTo(Upload other) {
    return ORDER.compare(this, other);
  }
}
