package dev.sheaf.core.snapshot;

import dev.sheaf.core.dataset.RowSchema;
import dev.sheaf.core.snapshot.PageCuts.Page;
import dev.sheaf.core.snapshot.SnapshotRoot.ContributionPage;
import dev.sheaf.core.snapshot.SnapshotRoot.PartPage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A snapshot of which only the root was read.
 *
 * @param sha256 of the root
 */
record PagedSnapshot(SnapshotRoot root, String sha256, ManifestPages pages) implements Snapshot {

  @Override
  public String dataset() {
    return root.dataset();
  }

  @Override
  public int version() {
    return root.version();
  }

  @Override
  public RowSchema schema() {
    return root.schema();
  }

  @Override
  public long rows() {
    return root.rows();
  }

  @Override
  public long bytes() {
    return root.bytes();
  }

  @Override
  public int partCount() {
    return root.partCount();
  }

  @Override
  public List<Part> parts(List<Predicate> predicates) {
    PartPruning pruning = new PartPruning(schema());
    List<Part> all =
        root.parts().stream()
            .filter(page -> pruning.mayMatch(page.zones(), predicates))
            .flatMap(page -> pages.parts(page.object()).stream())
            .map(PartEntry::part)
            .toList();
    return pruning.prune(all, predicates);
  }

  @Override
  public Manifest manifest() {
    Map<String, Integer> ordinals = new HashMap<>();
    Map<Integer, String> ids = new HashMap<>();
    List<Page<ContributionPage, Contribution>> contributionPages = new ArrayList<>();
    for (ContributionPage page : root.contributions()) {
      List<Contribution> contributions = new ArrayList<>();
      for (ContributionEntry entry : pages.contributions(page.object())) {
        contributions.add(entry.contribution());
        String id = entry.contribution().upload().id();
        ordinals.put(id, entry.ordinal());
        ids.put(entry.ordinal(), id);
      }
      contributionPages.add(Page.of(page, page.object(), contributions));
    }
    List<Page<PartPage, Part>> partPages = new ArrayList<>();
    for (PartPage page : root.parts()) {
      List<Part> parts =
          pages.parts(page.object()).stream().map(entry -> entry.withUploads(ids::get)).toList();
      partPages.add(Page.of(page, page.object(), parts));
    }
    return new Manifest(
        root.dataset(),
        root.version(),
        root.parent(),
        root.created(),
        root.definitionDigest(),
        root.schema(),
        partPages.stream().flatMap(page -> page.entries().stream()).toList(),
        contributionPages.stream().flatMap(page -> page.entries().stream()).toList(),
        root.states(),
        root.counts(),
        root.fingerprint(),
        root.fingerprintVersion(),
        new ManifestTree(sha256, root.nextOrdinal(), partPages, contributionPages, ordinals));
  }

  @Override
  public void addObjects(Set<String> keys) {
    keys.add(root.changes().key());
    StateObject states = root.states();
    if (states != null) {
      keys.add(states.key());
    }
    for (PartPage page : root.parts()) {
      if (keys.add(page.object().key())) {
        pages.parts(page.object()).forEach(entry -> keys.add(entry.part().key()));
      }
    }
    for (ContributionPage page : root.contributions()) {
      if (keys.add(page.object().key())) {
        pages.contributions(page.object()).forEach(entry -> entry.contribution().addObjects(keys));
      }
    }
  }
}
