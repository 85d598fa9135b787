package dev.sheaf.core.merge;

import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.json.Digest;
import dev.sheaf.core.json.Json;
import dev.sheaf.core.row.FingerprintVersion;
import dev.sheaf.core.snapshot.Part;
import dev.sheaf.core.store.Lake;
import dev.sheaf.core.store.LakeKeys;
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

  private final Lake lake;
  private final InstantSource clock;
  private final String dataset;
  private final String definitionDigest;
  private final FingerprintVersion version;

  /**
   * @param definition under which is merged
   * @param version of the fingerprints
   */
  Checkpoints(Lake lake, InstantSource clock, Definition definition, FingerprintVersion version) {
    this.version = version;
    this.lake = lake;
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
    List<String> texts =
        new ArrayList<>(List.of(definitionDigest, version.toString(), Long.toString(partBytes)));
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
    return lake.find(key)
        .filter(object -> object.lastModified().plus(VALID).isAfter(clock.instant()))
        .flatMap(object -> lake.read(key, Merged.class))
        .map(Merged::parts);
  }

  void keep(String key, List<Part> parts) {
    lake.put(key, new Merged(parts));
  }
}
