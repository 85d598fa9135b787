package dev.sheaf.core.commit;

import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.merge.LiveUpload;
import dev.sheaf.core.merge.Merged;
import dev.sheaf.core.merge.Merger;
import dev.sheaf.core.row.Counts;
import dev.sheaf.core.row.Fingerprint;
import dev.sheaf.core.row.FingerprintVersion;
import dev.sheaf.core.snapshot.Contribution;
import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.core.snapshot.Part;
import dev.sheaf.core.upload.Upload;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;

/**
 * Works out the snapshot that follows HEAD when some uploads are added. Of several uploads of one key
 * the newest is live; where new ones replace old ones, of several of one source.
 */
final class SnapshotBuilder {
  private final Definition definition;
  private final Optional<Manifest> head;
  private final int last;
  private final Recency recency;
  private final Map<String, LiveUpload> liveByPlace = new HashMap<>();

  SnapshotBuilder(Definition definition, Optional<Manifest> head, Recency recency) {
    this(definition, head, head.map(Manifest::version).orElse(0), recency);
  }

  /**
   * @param last the version of HEAD, or the last one before the dataset was dropped; else 0
   */
  SnapshotBuilder(Definition definition, Optional<Manifest> head, int last, Recency recency) {
    this.definition = definition;
    this.head = head;
    this.last = last;
    this.recency = recency;
    head.map(Merger::contributions).ifPresent(before -> before.forEach(this::add));
  }

  /** Adds an upload, unless a newer one is in its place, or a later attempt at it. */
  void add(LiveUpload added) {
    liveByPlace.merge(place(added.upload()), added, BinaryOperator.maxBy(recency));
  }

  /** Takes an upload out, if it has its rows in the snapshot. */
  void remove(Upload upload) {
    if (isLive(upload)) {
      liveByPlace.remove(place(upload));
    }
  }

  /** True where the upload has its rows in the snapshot. */
  boolean isLive(Upload upload) {
    LiveUpload live = liveByPlace.get(place(upload));
    return live != null && live.upload().equals(upload);
  }

  /** True where the upload has its rows in HEAD. */
  boolean isInHead(Upload upload) {
    return head.stream()
        .flatMap(manifest -> manifest.contributions().stream())
        .anyMatch(contribution -> contribution.upload().equals(upload));
  }

  /** True where no contribution is the one that HEAD has. */
  boolean hasNothingOfHead() {
    return head.stream()
        .flatMap(manifest -> manifest.contributions().stream())
        .noneMatch(before -> liveByPlace.values().stream().anyMatch(live -> live.isSameAs(before)));
  }

  int version() {
    return last + 1;
  }

  Definition definition() {
    return definition;
  }

  /** The live uploads, in upload order. */
  List<LiveUpload> live() {
    return liveByPlace.values().stream().sorted(Comparator.comparing(LiveUpload::upload)).toList();
  }

  /** The snapshot that a merge goes on from: HEAD, unless nothing of it is left. */
  Optional<Manifest> base() {
    return hasNothingOfHead() ? Optional.empty() : head;
  }

  /**
   * By which version the rows are fingerprinted: that of HEAD, unless nothing of it is left. Then the
   * newest by which any of the uploads was read.
   */
  FingerprintVersion fingerprintVersion() {
    return base()
        .map(Manifest::fingerprintVersion)
        .orElseGet(
            () ->
                liveByPlace.values().stream()
                    .flatMap(live -> live.objects().stream())
                    .map(Part::fingerprintVersion)
                    .max(Comparator.naturalOrder())
                    .orElse(FingerprintVersion.NEWEST));
  }

  /** The snapshot after HEAD, of what was merged. */
  Manifest manifest(Merged merged, Instant now) {
    Manifest manifest =
        new Manifest(
            definition.dataset(),
            version(),
            version() - 1,
            head.map(parent -> parent.next(now)).orElse(now),
            definition.digest(),
            RowSchema.of(definition),
            merged.parts(),
            merged.contributions(),
            merged.states(),
            merged.contributions().stream()
                .map(Contribution::counts)
                .reduce(Counts.NONE, Counts::plus),
            merged.parts().stream()
                .map(Part::fingerprint)
                .reduce(Fingerprint.ZERO, Fingerprint::plus),
            fingerprintVersion(),
            null);
    return head.map(manifest::sharing).orElse(manifest);
  }

  /** The snapshot before. */
  Optional<Manifest> head() {
    return head;
  }

  private String place(Upload upload) {
    return definition.integration().place(upload);
  }
}
