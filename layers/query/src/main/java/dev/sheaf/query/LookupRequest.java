package dev.sheaf.query;

import org.jspecify.annotations.Nullable;

/**
 * Asks for the rows in which a column has a value.
 *
 * @param key the value, in plain notation
 * @param column null: the first that the dataset is indexed by
 * @param version null: the newest
 */
public record LookupRequest(
    String dataset, String key, @Nullable String column, @Nullable Integer version) {}
