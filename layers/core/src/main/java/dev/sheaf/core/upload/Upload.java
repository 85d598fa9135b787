package dev.sheaf.core.upload;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sheaf.core.json.Digest;
import dev.sheaf.core.store.ObjectVersion;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One delivered object and the dataset and source its key names.
 *
 * <p>Identity: (bucket, key, versionId), or without versions (bucket, key, ETag, LastModified).
 */
public final class Upload implements Comparable<Upload> {

  private static final Comparator<Upload> ORDER =
      Comparator.comparing((Upload upload) -> upload.object().lastModified())
          .thenComparing(upload -> upload.object().key())
          .thenComparing(Upload::id);

  private final ObjectVersion object;
  private final String dataset;
  private final String source;

  /** Computed once it is asked for. Threads that do so at the same time come to the same text. */
  private @Nullable String id;

  @JsonCreator
  public Upload(
      @JsonProperty("object") ObjectVersion object,
      @JsonProperty("dataset") String dataset,
      @JsonProperty("source") String source) {
    this.object = requireNonNull(object);
    this.dataset = LandingKey.requireName("dataset", dataset);
    this.source = LandingKey.requireName("source", source);
  }

  @JsonProperty
  public ObjectVersion object() {
    return object;
  }

  @JsonProperty
  public String dataset() {
    return dataset;
  }

  @JsonProperty
  public String source() {
    return source;
  }

  /** The identity as 32 hexadecimal digits: a hash, the same wherever it is computed. */
  @JsonIgnore
  public String id() {
    String known = id;
    if (known == null) {
      known = hashed();
      id = known;
    }
    return known;
  }

  private String hashed() {
    String state =
        object.versionId() != null
            ? "v:" + object.versionId()
            : "e:" + object.etag() + ":" + object.lastModified();
    return Digest.of(object.bucket(), object.key(), state).hex(32);
  }

  /**
   * The first 64 bits of {@link #id()} as a signed number, as kept in the {@code _upload} column of a
   * part.
   */
  @JsonIgnore
  public long hash() {
    return Long.parseUnsignedLong(id().substring(0, 16), 16);
  }

  /** Upload order: settles "newest" and every tie, from what S3 says and nothing else. */
  @Override
  public int compareTo(Upload other) {
    return ORDER.compare(this, other);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Upload upload
        && object.equals(upload.object)
        && dataset.equals(upload.dataset)
        && source.equals(upload.source);
  }

  @Override
  public int hashCode() {
    return Objects.hash(object, dataset, source);
  }

  @Override
  public String toString() {
    return "Upload[object=%s, dataset=%s, source=%s]".formatted(object, dataset, source);
  }
}
