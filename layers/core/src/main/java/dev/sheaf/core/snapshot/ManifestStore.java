package dev.sheaf.core.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.sheaf.core.json.Digest;
import dev.sheaf.core.json.Json;
import dev.sheaf.core.row.Counts;
import dev.sheaf.core.row.Fingerprint;
import dev.sheaf.core.snapshot.PageCuts.Cut;
import dev.sheaf.core.snapshot.PageCuts.Page;
import dev.sheaf.core.snapshot.SnapshotRoot.ContributionPage;
import dev.sheaf.core.snapshot.SnapshotRoot.PartPage;
import dev.sheaf.core.store.Lake;
import dev.sheaf.core.store.LakeKeys;
import dev.sheaf.core.store.Payload;
import dev.sheaf.core.store.SnapshotPlace;
import dev.sheaf.core.zone.ZoneMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Keeps manifests in the lake: each is a root over pages, which most of its neighbours share. What a
 * commit writes grows with what it changes, and with the logarithm of what there is.
 */
public final class ManifestStore {
  private final Lake lake;
  private final ManifestPages pages;

  public ManifestStore(Lake lake) {
    this.lake = lake;
    this.pages = new ManifestPages(lake);
  }

  /**
   * A manifest that lies in the lake.
   *
   * @param key of its root
   * @param sha256 of the same
   */
  public record Stored(Manifest manifest, String key, String sha256) {}

  /**
   * Writes a manifest, under keys that nothing else has.
   *
   * @param parent the snapshot before; empty for the first
   * @param place where its objects go
   */
  public Stored write(Manifest manifest, Optional<Manifest> parent, SnapshotPlace place) {
    return new Writing(manifest, parent, place).write();
  }

  /**
   * Reads a manifest.
   *
   * @throws IllegalStateException if it is missing, or is not what was written: the store is damaged
   */
  public Manifest read(SnapshotRecord record) {
    return open(record).manifest();
  }

  /** As {@link #read}; of what it says, no more is read than is asked for. */
  public Snapshot open(SnapshotRecord record) {
    if (LakeKeys.isWholeManifest(record.manifestKey())) {
      return Snapshot.of(lake.require(record.manifestKey(), WholeManifest.class).manifest());
    }
    String sha256 = requireNonNull(record.rootSha256());
    byte[] document = lake.require(record.manifestKey(), sha256);
    SnapshotRoot root =
        SnapshotRoot.FORMAT.read(
            document,
            SnapshotRoot.class,
            "version %d of %s".formatted(record.version(), record.dataset()),
            lake.uri(record.manifestKey()));
    return new PagedSnapshot(root, sha256, pages);
  }

  /** What a manifest becomes. */
  private final class Writing {
    private final Manifest manifest;
    private final Optional<Manifest> parent;
    private final SnapshotPlace place;
    private final Optional<ManifestTree> shared;
    private final Map<String, Integer> ordinals = new HashMap<>();
    private int nextOrdinal;
    private int written;

    Writing(Manifest manifest, Optional<Manifest> parent, SnapshotPlace place) {
      this.manifest = manifest;
      this.parent = parent;
      this.place = place;
      this.shared = Optional.ofNullable(manifest.tree());
      this.nextOrdinal =
          Math.max(
              shared.map(ManifestTree::nextOrdinal).orElse(0),
              parent.map(Manifest::tree).map(ManifestTree::nextOrdinal).orElse(0));
    }

    Stored write() {
      number();
      List<Page<ContributionPage, Contribution>> contributions =
          laidOut(
              shared.map(ManifestTree::contributions).orElse(List.of()),
              manifest.contributions(),
              this::contributionPages);
      List<Page<PartPage, Part>> parts =
          laidOut(
              shared.map(ManifestTree::parts).orElse(List.of()), manifest.parts(), this::partPages);
      SnapshotRoot root = root(parts, contributions);
      byte[] document = Json.write(root).getBytes(UTF_8);
      String key = place.root();
      lake.put(key, new Payload.Bytes(document), "application/json");
      String sha256 = Digest.ofBytes(document).hex();
      ManifestTree tree = new ManifestTree(sha256, nextOrdinal, parts, contributions, ordinals);
      return new Stored(manifest.withTree(tree), key, sha256);
    }

    /** Gives each upload the ordinal that it has, or one that none had before. */
    private void number() {
      Map<String, Integer> known = shared.map(ManifestTree::ordinals).orElse(Map.of());
      for (Contribution contribution : manifest.contributions()) {
        String upload = contribution.upload().id();
        Integer ordinal = known.get(upload);
        ordinals.put(upload, ordinal == null ? nextOrdinal++ : ordinal);
      }
    }

    private int ordinal(String upload) {
      Integer ordinal = ordinals.get(upload);
      if (ordinal == null) {
        throw new IllegalStateException(
            "a part of version %d of %s has rows of upload %s, which is not in it"
                .formatted(manifest.version(), manifest.dataset(), upload));
      }
      return ordinal;
    }

    /** The pages of some entries: those that are there already, and those that are written. */
    private <R, T> List<Page<R, T>> laidOut(
        List<Page<R, T>> before, List<T> entries, Function<List<T>, List<Page<R, T>>> written) {
      List<Page<R, T>> pages = new ArrayList<>();
      for (Cut<R, T> cut : PageCuts.of(before, entries)) {
        pages.addAll(cut.kept().map(List::of).orElseGet(() -> written.apply(cut.entries())));
      }
      return pages;
    }

    private List<Page<ContributionPage, Contribution>> contributionPages(
        List<Contribution> entries) {
      return pages(
          entries,
          one -> new ContributionEntry(ordinal(one.upload().id()), one),
          (object, page) ->
              new ContributionPage(
                  object,
                  page.size(),
                  page.stream().map(Contribution::counts).reduce(Counts.NONE, Counts::plus)));
    }

    private List<Page<PartPage, Part>> partPages(List<Part> entries) {
      return pages(
          entries,
          part -> PartEntry.of(part, this::ordinal),
          (object, page) ->
              new PartPage(
                  object,
                  page.size(),
                  page.stream().mapToLong(Part::rows).sum(),
                  page.stream().mapToLong(Part::bytes).sum(),
                  page.stream().map(Part::fingerprint).reduce(Fingerprint.ZERO, Fingerprint::plus),
                  page.stream().map(Part::zones).reduce(ZoneMap::merge).orElseThrow()));
    }

    /** A reference to a page that was written. */
    private interface Referring<R, T> {
      R to(Lake.Stored object, List<T> entries);
    }

    /** Writes a page, or more of them where one would be too large. */
    private <R, T> List<Page<R, T>> pages(
        List<T> entries, Function<T, ?> entry, Referring<R, T> referring) {
      byte[] packed = ManifestPages.packed(entries.stream().map(entry).toList());
      if (packed.length > PageCuts.MAX_BYTES && entries.size() > 1) {
        int half = entries.size() / 2;
        List<Page<R, T>> pages = new ArrayList<>(pages(entries.subList(0, half), entry, referring));
        pages.addAll(pages(entries.subList(half, entries.size()), entry, referring));
        return pages;
      }
      Lake.Stored object = pages.put(place.page(written++), packed);
      return List.of(Page.of(referring.to(object, entries), object, entries));
    }

    private SnapshotRoot root(
        List<Page<PartPage, Part>> parts,
        List<Page<ContributionPage, Contribution>> contributions) {
      return new SnapshotRoot(
          SnapshotRoot.FORMAT.newest(),
          manifest.dataset(),
          manifest.version(),
          manifest.parent(),
          parent.map(Manifest::tree).map(ManifestTree::sha256).orElse(null),
          manifest.created(),
          manifest.definitionDigest(),
          manifest.schema(),
          manifest.states(),
          manifest.counts(),
          manifest.fingerprint(),
          manifest.fingerprintVersion(),
          parts.stream().map(Page::reference).toList(),
          contributions.stream().map(Page::reference).toList(),
          nextOrdinal,
          pages.put(
              place.changes(), ManifestPages.packed(SnapshotChanges.between(parent, manifest))));
    }
  }
}
