package dev.sheaf.core.merge;

import dev.sheaf.core.upload.Upload;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Uploads of a dataset, by the hash that rows carry. */
final class Uploads {
  /**
   * An upload as rows refer to it.
   *
   * @param rank its place in upload order
   * @param source name of its source, as UTF-8
   */
  record Known(int rank, String id, byte[] source) {}

  private final Map<Long, Known> byHash = new HashMap<>();
  private long lastHash;
  private Known last = new Known(-1, "", new byte[0]);

  /**
   * @param live in upload order
   */
  Uploads(List<LiveUpload> live) {
    for (LiveUpload one : live) {
      Upload upload = one.upload();
      byte[] source = upload.source().getBytes(StandardCharsets.UTF_8);
      Known known = new Known(byHash.size(), upload.id(), source);
      if (byHash.put(upload.hash(), known) != null) {
        throw new IllegalStateException("two uploads have the hash of " + upload.object().uri());
      }
    }
  }

  /** Whether the upload of this hash is among them. */
  boolean has(long hash) {
    return byHash.containsKey(hash);
  }

  /**
   * The upload of this hash.
   *
   * @throws IllegalStateException if it is not live: its rows should not have been read
   */
  Known of(long hash) {
    if (last.rank() < 0 || hash != lastHash) {
      Known known = byHash.get(hash);
      if (known == null) {
        throw new IllegalStateException("a row of upload %016x, which is not live".formatted(hash));
      }
      lastHash = hash;
      last = known;
    }
    return last;
  }
}
