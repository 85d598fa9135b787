package dev.sheaf.core.run;

import dev.sheaf.core.dataset.Definition;
import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.record.Counts;
import dev.sheaf.core.record.Fingerprint;
import dev.sheaf.core.snapshot.Contribution;
import dev.sheaf.core.snapshot.Manifest;
import dev.sheaf.core.snapshot.Part;
import dev.sheaf.core.upload.Upload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;

/**
 * Works out the snapshot that follows HEAD when some uploads are added. In mode append a snapshot is
 * the live contributions in upload order; of several uploads of one key the newest is live.
 */
final class SnapshotBuilder {
  private static final Comparator<UploadResult.Loaded> NEWEST_LAST =
      Comparator.comparing(UploadResult.Loaded::upload)
          .thenComparing(loaded -> loaded.contribution().attempt());

  private final Optional<Manifest> head;
  private final Map<String, UploadResult.Loaded> liveByKey = new HashMap<>();

  SnapshotBuilder(Optional<Manifest> head) {
    this.head = head;
    head.ifPresent(this::addContributions);
  }

  /** Adds an upload, unless a newer one of the same key is there, or a later attempt at it. */
  void add(UploadResult.Loaded added) {
    liveByKey.merge(added.upload().object().uri(), added, BinaryOperator.maxBy(NEWEST_LAST));
  }

  /** True where the upload has its rows in the snapshot. */
  boolean isLive(Upload upload) {
    UploadResult.Loaded live = liveByKey.get(upload.object().uri());
    return live != null && live.upload().equals(upload);
  }

  /** True where the upload has its rows in HEAD. */
  boolean isInHead(Upload upload) {
    return head.stream()
        .flatMap(manifest -> manifest.contributions().stream())
        .anyMatch(contribution -> contribution.upload().equals(upload));
  }

  /** The snapshot after HEAD. */
  Manifest build(Definition definition, Instant now) {
    List<UploadResult.Loaded> live =
        liveByKey.values().stream()
            .sorted(Comparator.comparing(UploadResult.Loaded::upload))
            .toList();
    List<Part> parts = live.stream().flatMap(loaded -> loaded.parts().stream()).toList();
    List<Contribution> contributions =
        live.stream().map(UploadResult.Loaded::contribution).toList();
    int parent = head.map(Manifest::version).orElse(0);
    return new Manifest(
        definition.dataset(),
        parent + 1,
        parent,
        after(now),
        definition.digest(),
        RowSchema.of(definition),
        parts,
        contributions,
        contributions.stream().map(Contribution::counts).reduce(Counts.NONE, Counts::plus),
        parts.stream().map(Part::fingerprint).reduce(Fingerprint.ZERO, Fingerprint::plus));
  }

  /** Versions are ordered in time too, whatever the clocks of different machines say. */
  private Instant after(Instant now) {
    return head.map(parent -> parent.created().plusMillis(1))
        .filter(earliest -> earliest.isAfter(now))
        .orElse(now);
  }

  private void addContributions(Manifest manifest) {
    Map<String, List<Part>> partsByUpload = new HashMap<>();
    for (Part part : manifest.parts()) {
      partsByUpload.computeIfAbsent(part.uploads().get(0), upload -> new ArrayList<>()).add(part);
    }
    for (Contribution contribution : manifest.contributions()) {
      add(
          new UploadResult.Loaded(
              contribution, partsByUpload.getOrDefault(contribution.upload().id(), List.of())));
    }
  }
}
