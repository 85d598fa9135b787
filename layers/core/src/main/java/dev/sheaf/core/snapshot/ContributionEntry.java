package dev.sheaf.core.snapshot;

/**
 * A contribution as its page has it.
 *
 * @param ordinal by which parts name its upload; no other upload of the dataset ever has it
 */
record ContributionEntry(int ordinal, Contribution contribution) {}
