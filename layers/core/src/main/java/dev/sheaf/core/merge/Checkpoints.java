package dev.sheaf.core.merge;

import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.json.Digest;
import dev.sheaf.core.json.Json;
import dev.sheaf.core.snapshot.Part;
import dev.sheaf.core.store.LakeKeys;
import dev.sheaf.core.store.ObjectStore;
import dev.sheaf.core.store.Payload;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What became of the ranges of large merges, so that one which was interrupted, or took longer than a
 * function may, goes on where it stopped. What a range becomes is a pure function of its inputs, and
 * so is the key under which it is kept.
 */
final class Checkpoints {
  /** Nobody refers to these parts until the commit, and a day later they count as orphans. */
  private static final Duration VALID = Duration.ofHours(12);

  private final ObjectStore store;
  private final String lakeBucket;
  private final InstantSource clock;
  private final String dataset;
  private final String definitionDigest;

  /**
   * @param definition under which is merged
   */
  Checkpoints(ObjectStore store, String lakeBucket, InstantSource clock, Definition definition) {
    this.store = store;
    this.lakeBucket = lakeBucket;
    this.clock = clock;
    this.dataset = definition.dataset();
    this.definitionDigest = definition.digest();
  }

  /** As it is stored. */
  private record Merged(List<Part> parts) {}

  /**
   * The key of a range.
   *
   * @param fences all row groups that may have keys of the range
   * @param partBytes about how large its parts are to be
   */
  String key(KeyInterval range, List<Fence> fences, long partBytes) {
    List<String> texts = new ArrayList<>(List.of(definitionDigest, Long.toString(partBytes)));
    texts.add(Json.write(range.from().texts()));
    Key to = range.to();
    texts.add(to == null ? "" : Json.write(to.texts()));
    for (Fence fence : fences) {
      texts.add(fence.input().key());
      texts.add(Integer.toString(fence.group().ordinal()));
    }
    return LakeKeys.checkpoint(dataset, Digest.of(texts.toArray(String[]::new)).hex());
  }

  /** The parts that the range became not long ago. */
  Optional<List<Part>> find(String key) {
    return store
        .head(lakeBucket, key)
        .filter(object -> object.lastModified().plus(VALID).isAfter(clock.instant()))
        .flatMap(object -> store.read(lakeBucket, key))
        .map(json -> Json.read(json, Merged.class).parts());
  }

  void keep(String key, List<Part> parts) {
    store.putIfAbsent(
        lakeBucket, key, Payload.text(Json.write(new Merged(parts))), "application/json");
  }
}
