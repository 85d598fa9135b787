package dev.sheaf.core.testing;

import dev.sheaf.core.json.Digest;
import dev.sheaf.core.store.ObjectLostException;
import dev.sheaf.core.store.ObjectLostException.Fate;
import dev.sheaf.core.store.ObjectReader;
import dev.sheaf.core.store.ObjectStore;
import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.core.store.Payload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * S3 in memory. Beside the port it has what uploaders and owners do: {@link #put} and {@link
 * #deleteVersion}. Every bucket exists. Times are whole seconds, as S3 gives
 * them.
 */
public final class InMemoryObjectStore implements ObjectStore {

  /** Whether the buckets keep what is overwritten or deleted. */
  public enum Versioning {
    ON,
    OFF
  }

  /** What was written under a key, newest last. A deletion in a versioned bucket is a marker. */
  private record Stored(ObjectVersion version, byte[] content, boolean deleted) {}

  private final Versioning versioning;
  private final InstantSource clock;
  private final Map<String, TreeMap<String, List<Stored>>> buckets = new HashMap<>();
  private long writes;

  public InMemoryObjectStore(Versioning versioning, InstantSource clock) {
    this.versioning = versioning;
    this.clock = clock;
  }

  /** Writes an object as any S3 client would, whatever is there. */
  public synchronized ObjectVersion put(String bucket, String key, byte[] content) {
    return store(bucket, key, content.clone(), false, clock.instant());
  }

  /** As {@link #put}, at a time of the caller's. */
  public synchronized ObjectVersion putAt(String bucket, String key, byte[] content, Instant at) {
    return store(bucket, key, content.clone(), false, at);
  }

  /** In a versioned bucket its versions stay. */
  @Override
  public synchronized void delete(String bucket, String key) {
    if (versioning == Versioning.ON) {
      store(bucket, key, new byte[0], true, clock.instant());
    } else {
      bucket(bucket).remove(key);
    }
  }

  /** Removes one version for good. */
  public synchronized void deleteVersion(ObjectVersion object) {
    bucket(object.bucket())
        .getOrDefault(object.key(), new ArrayList<>())
        .removeIf(stored -> stored.version().equals(object));
  }

  @Override
  public synchronized Optional<ObjectVersion> head(String bucket, String key) {
    return newest(bucket, key).map(Stored::version);
  }

  @Override
  public synchronized List<ObjectVersion> list(String bucket, String prefix) {
    return bucket(bucket).tailMap(prefix).keySet().stream()
        .takeWhile(key -> key.startsWith(prefix))
        .flatMap(key -> newest(bucket, key).stream())
        .map(Stored::version)
        .map(InMemoryObjectStore::asListed)
        .toList();
  }

  @Override
  public synchronized List<String> versions(String bucket, String key) {
    List<String> ids = new ArrayList<>();
    for (Stored stored : bucket(bucket).getOrDefault(key, List.of())) {
      ids.add(0, String.valueOf(stored.version().versionId()));
    }
    return ids;
  }

  @Override
  public ObjectReader open(ObjectVersion object, long end) {
    return new Reader(object);
  }

  @Override
  public synchronized Optional<byte[]> read(String bucket, String key) {
    return newest(bucket, key).map(stored -> stored.content().clone());
  }

  @Override
  public synchronized Put putIfAbsent(
      String bucket, String key, Payload payload, String contentType) {
    if (newest(bucket, key).isPresent()) {
      return Put.EXISTED;
    }
    store(bucket, key, bytes(payload), false, clock.instant());
    return Put.CREATED;
  }

  private ObjectVersion store(
      String bucket, String key, byte[] content, boolean deleted, Instant at) {
    writes++;
    ObjectVersion version =
        new ObjectVersion(
            bucket,
            key,
            versioning == Versioning.ON ? "version-" + writes : null,
            Digest.ofBytes(content).hex(32),
            at.truncatedTo(ChronoUnit.SECONDS),
            content.length);
    List<Stored> history = bucket(bucket).computeIfAbsent(key, first -> new ArrayList<>());
    if (versioning == Versioning.OFF) {
      history.clear();
    }
    history.add(new Stored(version, content, deleted));
    return version;
  }

  private synchronized byte[] pinned(ObjectVersion object) {
    List<Stored> history = bucket(object.bucket()).getOrDefault(object.key(), List.of());
    if (object.versionId() == null) {
      Stored newest =
          newest(object.bucket(), object.key())
              .orElseThrow(() -> new ObjectLostException(object, Fate.GONE));
      if (!newest.version().etag().equals(object.etag())) {
        throw new ObjectLostException(object, Fate.CHANGED);
      }
      return newest.content();
    }
    return history.stream()
        .filter(stored -> !stored.deleted())
        .filter(stored -> Objects.equals(stored.version().versionId(), object.versionId()))
        .findFirst()
        .orElseThrow(() -> new ObjectLostException(object, Fate.GONE))
        .content();
  }

  private Optional<Stored> newest(String bucket, String key) {
    List<Stored> history = bucket(bucket).getOrDefault(key, List.of());
    return history.isEmpty() || history.get(history.size() - 1).deleted()
        ? Optional.empty()
        : Optional.of(history.get(history.size() - 1));
  }

  private TreeMap<String, List<Stored>> bucket(String bucket) {
    return buckets.computeIfAbsent(bucket, name -> new TreeMap<>());
  }

  /** S3 lists no version ids. */
  private static ObjectVersion asListed(ObjectVersion version) {
    return new ObjectVersion(
        version.bucket(),
        version.key(),
        null,
        version.etag(),
        version.lastModified(),
        version.sizeBytes());
  }

  private static byte[] bytes(Payload payload) {
    if (payload instanceof Payload.File file) {
      try {
        return Files.readAllBytes(file.path());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return ((Payload.Bytes) payload).content().clone();
  }

  private final class Reader implements ObjectReader {
    private final ObjectVersion object;

    Reader(ObjectVersion object) {
      this.object = object;
    }

    @Override
    public void read(long position, byte[] target, int at, int length) {
      Objects.checkFromIndexSize(position, length, object.sizeBytes());
      Objects.checkFromIndexSize(at, length, target.length);
      if (length > 0) {
        System.arraycopy(pinned(object), Math.toIntExact(position), target, at, length);
      }
    }

    @Override
    public void close() {}
  }
}
