package dev.sheaf.core.snapshot;

import dev.sheaf.core.snapshot.PageCuts.Page;
import dev.sheaf.core.snapshot.SnapshotRoot.ContributionPage;
import dev.sheaf.core.snapshot.SnapshotRoot.PartPage;
import java.util.List;
import java.util.Map;

/**
 * The pages on which a manifest stands. One that is made from it shares those that are as they were.
 *
 * @param sha256 of the root
 * @param ordinals by which parts name their uploads, by the ids of these
 */
record ManifestTree(
    String sha256,
    int nextOrdinal,
    List<Page<PartPage, Part>> parts,
    List<Page<ContributionPage, Contribution>> contributions,
    Map<String, Integer> ordinals) {}
